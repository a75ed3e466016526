"""The pages of Hearsay in Airflow's interface, as one FastAPI app of a few rooms."""
