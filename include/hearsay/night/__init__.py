"""The flow of a night, the only room that knows the others.

    find -> [bring, extract, attribute, check] per unit of work -> publish

A unit of work is a folder of the stage: a step reads what the step before left in it and replaces
its own output, so each can run again at any time, alone. Airflow's tasks and the command line
call the same functions, one module each: a task imports only what its step needs.
"""
