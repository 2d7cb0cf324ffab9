specsmithSearch.add(0,[
{"h":"operations/listplants.html","t":"List plants","m":"get","p":"/plants","x":"All plants, oldest first. listPlants","f":[["query › page"],["query › per_page"],["query › kind","Only of this kind. flower tree weed"],["query › ids"],["header › X-Trace"],["cookie › session"],["response 200 › data"],["response 200 › data › nodes"],["response 200 › data › nodes › status","How it does. seedling blooming composted"],["response 200 › data › nodes › plant"]],"n":0},
{"h":"operations/addplant.html","t":"Add a plant","m":"post","p":"/plants","x":" addPlant","n":1},
{"h":"operations/getplant.html","t":"Get a plant","m":"get","p":"/plants/{id}","x":" getPlant","f":[["path › id","Which plant."]],"n":2},
{"h":"operations/removeplant.html","t":"Remove a plant","m":"delete","p":"/plants/{id}","x":" removePlant","f":[["path › id","Which plant."]],"n":3},
{"h":"operations/visit.html","t":"Announce a visit","m":"post","p":"/visits","x":" visit","f":[["body › name"],["body › when"]],"n":4},
{"h":"operations/getuntagged.html","t":"GET /untagged","m":"get","p":"/untagged","x":" getUntagged","n":5},
{"h":"webhooks/frost.html","t":"frost","m":"event","x":" postFrost","f":[["body › degrees"]]},
{"h":"tags/plants.html","t":"Plants","k":"tag","x":"What grows."},
{"h":"tags/visits.html","t":"Visits","k":"tag","x":"Who comes."},
{"h":"tags/default.html","t":"Operations","k":"tag"},
{"h":"schemas/kind.html","t":"Kind","k":"schema","x":"What it is.","f":[["values","flower tree weed"]],"u":[0],"c":1},
{"h":"schemas/plant.html","t":"Plant","k":"schema","x":"A plant.","f":[["id"],["name","What we call it."],["kind"],["height"],["secret"],["old"],["parent"],["children"],["labels"],["care"]],"u":[0,1,2],"c":3},
{"h":"schemas/care.html","t":"Care","k":"schema"},
{"h":"schemas/water.html","t":"Water","k":"schema","f":[["type"],["litres"]]},
{"h":"schemas/prune.html","t":"Prune","k":"schema","f":[["type"],["height"]]},
{"h":"schemas/problem.html","t":"Problem","k":"schema","f":[["title"],["status"]],"u":[0,1],"c":2}
]);
