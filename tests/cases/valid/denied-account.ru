# A source denies what others tell; its account still says what is denied.

DELETE DATA { :s13 rpt:act kind:announce } ;
INSERT DATA { :s13 rpt:act kind:deny . :s13-a rpt:denied true }
