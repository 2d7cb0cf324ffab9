specsmithSearch.add(0,[
{"h":"operations/listplants.html","t":"List plants","m":"get","p":"/plants","x":"All plants, oldest first. listPlants","f":[[0,"query › page"],[1,"per_page"],[1,"kind","Only of this kind. flower tree weed"],[1,"ids"],[0,"header › X-Trace"],[0,"cookie › session"],[0,"response 200 › data"],[2,"nodes"],[3,"status","How it does. seedling blooming composted"],[3,"plant"]],"n":0},
{"h":"operations/addplant.html","t":"Add a plant","m":"post","p":"/plants","x":" addPlant","n":1},
{"h":"operations/getplant.html","t":"Get a plant","m":"get","p":"/plants/{id}","x":" getPlant","f":[[0,"path › id","Which plant."]],"n":2},
{"h":"operations/removeplant.html","t":"Remove a plant","m":"delete","p":"/plants/{id}","x":" removePlant","f":[[0,"path › id","Which plant."]],"n":3},
{"h":"operations/visit.html","t":"Announce a visit","m":"post","p":"/visits","x":" visit","f":[[0,"body › name"],[1,"when"]],"n":4},
{"h":"operations/getuntagged.html","t":"GET /untagged","m":"get","p":"/untagged","x":" getUntagged","n":5},
{"h":"webhooks/frost.html","t":"frost","m":"event","x":" postFrost","f":[[0,"body › degrees"]]},
{"h":"tags/plants.html","t":"Plants","k":"tag","x":"What grows."},
{"h":"tags/visits.html","t":"Visits","k":"tag","x":"Who comes."},
{"h":"tags/untagged.html","t":"Untagged","k":"tag"},
{"h":"schemas/kind.html","t":"Kind","k":"schema","x":"What it is.","f":[[0,"values","flower tree weed"]],"u":[0],"c":1},
{"h":"schemas/plant.html","t":"Plant","k":"schema","x":"A plant.","f":[[0,"id"],[0,"name","What we call it."],[0,"kind"],[0,"height"],[0,"secret"],[0,"old"],[0,"parent"],[0,"children"],[0,"labels"],[0,"care"]],"u":[0,1,2],"c":3},
{"h":"schemas/care.html","t":"Care","k":"schema"},
{"h":"schemas/water.html","t":"Water","k":"schema","f":[[0,"type"],[0,"litres"]]},
{"h":"schemas/prune.html","t":"Prune","k":"schema","f":[[0,"type"],[0,"height"]]},
{"h":"schemas/problem.html","t":"Problem","k":"schema","f":[[0,"title"],[0,"status"]],"u":[0,1],"c":2}
]);
