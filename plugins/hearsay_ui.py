"""The page "Sources" in Airflow's navigation, and the quality report of each run and task."""

from airflow.plugins_manager import AirflowPlugin
from hearsay_pages.app import app
from hearsay_pages.paper import edition

STATIC = f"hearsay/static/{edition()}"
RUN = "hearsay/run?dag_id={DAG_ID}&run_id={RUN_ID}"


class HearsayPlugin(AirflowPlugin):
    """Puts the pages under /hearsay/, a link to them into the navigation, and a tab on each run,
    task and task instance."""

    name = "hearsay"
    fastapi_apps = [{"app": app, "url_prefix": "/hearsay", "name": "Hearsay"}]
    external_views = [
        {
            "name": "Sources",
            "href": "hearsay/",
            "url_route": "sources",
            "destination": "nav",
            "nav_top_level": True,
            "icon": f"{STATIC}/light.svg",
            "icon_dark_mode": f"{STATIC}/dark.svg",
        },
        {
            "name": "Quality report",
            "href": RUN,
            "url_route": "quality",
            "destination": "dag_run",
        },
        {
            "name": "Quality report",
            "href": f"{RUN}&task_id={{TASK_ID}}&map_index={{MAP_INDEX}}",
            "url_route": "task-quality",
            "destination": "task_instance",
        },
        {
            "name": "Quality report",
            "href": "hearsay/run?dag_id={DAG_ID}",
            "url_route": "last-quality",
            "destination": "task",
        },
    ]
