# The one image of every Airflow service: the lock file of the project, and the project.
FROM python:3.11.7-slim-bookworm

ENV AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/hearsay/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/hearsay/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    HEARSAY_LAKE=/lake \
    HEARSAY_SOURCES=/opt/hearsay/include/sources.toml \
    PYTHONUNBUFFERED=1

RUN useradd --uid 50000 --create-home --home-dir /opt/airflow airflow \
 && mkdir -p /lake /dumps /opt/airflow/logs \
 && chown -R airflow /lake /opt/airflow

WORKDIR /opt/hearsay
COPY requirements.txt ./
RUN pip install --no-cache-dir uv==0.13.9 \
 && uv pip install --system --no-cache --require-hashes -r requirements.txt
COPY pyproject.toml README.md ./
COPY include ./include
RUN uv pip install --system --no-cache --no-deps --no-build-isolation -e .
COPY dags ./dags
COPY plugins ./plugins

# What is run is told whole, `airflow scheduler`, as compose and the Helm chart do.
USER airflow
CMD ["airflow", "version"]
