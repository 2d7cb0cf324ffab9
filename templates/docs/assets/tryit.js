// tryit
