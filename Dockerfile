# Headnote in a container: one process, not root, everything it keeps under /data.
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd libgomp1 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home --uid 10001 headnote \
    && install -d -o headnote -g headnote /app /data
WORKDIR /app

# PyPI's torch for Linux is a CUDA build of gigabytes. For a GPU: --build-arg TORCH_INDEX=https://pypi.org/simple
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
COPY requirements.txt constraints.txt ./
RUN pip install --no-cache-dir --extra-index-url "$TORCH_INDEX" -r requirements.txt

COPY --chown=headnote:headnote . .
USER headnote

ENV HEADNOTE_DATA_DIR=/data \
    HEADNOTE_HOST=0.0.0.0 \
    HEADNOTE_PORT=8501 \
    HF_HOME=/data/huggingface \
    PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"HEADNOTE_PORT\"]}/health/live', timeout=4)"]

# exec: SIGTERM reaches the server, which stops its children.
CMD ["sh", "-c", "exec streamlit run app.py --server.address \"$HEADNOTE_HOST\" --server.port \"$HEADNOTE_PORT\" --server.maxUploadSize \"${HEADNOTE_MAX_UPLOAD_MB:-200}\""]
