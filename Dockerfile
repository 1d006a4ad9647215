# The service as an image: everything it needs is inside, nothing is fetched when it runs.
#   docker build -t timeline-service:0.1.0 .
#   docker run --rm -v timelines:/data timeline-service:0.1.0 keys new --newsroom desk --name cms
#   docker run -p 8000:8000 -v timelines:/data -e TIMELINE_HOSTS=timelines.example.org \
#     -e TIMELINE_PUBLIC_URL=https://timelines.example.org timeline-service:0.1.0
#   docker run --rm -v timelines:/data timeline-service:0.1.0 forget    # every night, from the host's cron or a timer
# Every package is checked against deploy/requirements.txt, the build's own too. An image that is held by its digest does
# not change under you (docs/operations.md): --build-arg PYTHON=python:3.11-slim-bookworm@sha256:…
ARG PYTHON=python:3.11-slim-bookworm
FROM ${PYTHON} AS build
WORKDIR /source
COPY deploy/requirements.txt deploy/
RUN python -m pip install --no-cache-dir --require-hashes --prefix /installed -r deploy/requirements.txt
COPY . .
RUN PYTHONPATH=/installed/lib/python3.11/site-packages \
    python -m pip install --no-cache-dir --no-deps --no-build-isolation --prefix /installed .

FROM ${PYTHON}
COPY --from=build /installed /usr/local
RUN useradd --system --uid 10001 --create-home --home-dir /data timelines
USER timelines
ENV HOME=/data XDG_DATA_HOME=/data PYTHONDONTWRITEBYTECODE=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --start-period=30s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=5)"]
ENTRYPOINT ["timeline-service"]
CMD ["serve", "--host", "0.0.0.0"]
