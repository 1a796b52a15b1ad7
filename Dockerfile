# The image for web, worker, beat and migrate; docker-compose.yml says which one a container is.
FROM python:3.11-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PARTYORG_DATA=/data

WORKDIR /app
RUN useradd --system --create-home --uid 10001 partyorg \
    && install -d -o partyorg -g partyorg /data /data/media

# System packages and Python packages by the same script as outside Docker: one list, one hash lock.
# Before the program itself, so that a change of the program does not install them again.
COPY bin/_env bin/
COPY requirements.txt requirements-dev.txt ./
RUN bash -euo pipefail -c '. bin/_env && need_env runtime' \
    && rm -rf /var/lib/apt/lists/* /root/.cache

COPY . .
USER partyorg

# Static files belong to the image, not to a volume. The key only lets the settings load and is
# thrown away: containers get theirs from .env.
RUN PARTYORG_HOSTS=build PARTYORG_SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w 0)" \
    bin/serve static

EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["bin/healthy"]
ENTRYPOINT ["bin/serve"]
CMD ["web"]
