# An account without any number.

DELETE WHERE { :s16-a rpt:figure ?figure . ?figure ?property ?value }
