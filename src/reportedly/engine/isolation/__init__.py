"""Answers queries in processes that can be ended: no query can stop the server or fill it.

pool         hands a query to a worker, within the turns of its client
generation   the workers of one revision of the data
turns        who is next, when more ask than can be answered
asking       gives a worker a request, and watches its time, its memory and its client
loop         where queries wait for turns and workers
worker       answers in a process of its own
image        holds a revision in memory, shared by the workers forked from it
forker       forks: a process without threads, started before all others
confinement  takes the network away from all of these
channel      carries values and open files between processes
"""
