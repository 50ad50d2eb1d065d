# Nobody is a member of a person.
# finds: shape:Actor-memberOf at :a-army-sources

INSERT DATA { :a-army-sources rpt:memberOf id:bashar-al-assad }
