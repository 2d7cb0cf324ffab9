specsmithSearch.start(1);
