"""Large files that a browser sends straight to the S3 store; the server fetches them at the end.

They come as parts of a multipart upload, each put at an address that the server signs for it
alone (docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). What has come, the store
is asked; nothing is taken from the browser's word.
"""

from functools import cache
from typing import Any, cast

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import storages

from jobs.models import IncomingFile
from jobs.upload_set import UploadRefused

PART_BYTES = 8 * 1024 * 1024  # S3 takes 10,000 parts, each but the last of 5 MiB at least
AWAY = (BotoCoreError, ClientError)  # what every function raises when the store fails
FETCHED = TransferConfig(multipart_chunksize=8 * PART_BYTES, max_concurrency=4, max_io_queue=100)
SIGNED_SECONDS = 3600  # a slow line takes that long for a part


def is_for(size: int) -> bool:
    """Whether a file of so many bytes goes to the store: only a large one, and where it is set."""
    return bool(settings.UPLOAD_ENDPOINT) and size > PART_BYTES


def begin(file: IncomingFile) -> None:
    """Let the store expect the file's parts."""
    begun = _client().create_multipart_upload(**_object(file))
    file.multipart = begun["UploadId"]
    file.save(update_fields=["multipart"])


def held(file: IncomingFile) -> int:
    """How many bytes the store has from the beginning on, without a gap.

    An upload that the store has cleared away begins anew.
    """
    found = _parts(file)
    if found is not None:
        return min(len(found) * PART_BYTES, file.size)
    if _joined_size(file) == file.size:
        return file.size
    begin(file)
    return 0


def address_of_part(file: IncomingFile, offset: int) -> str:
    """Where the part that begins at the offset may be put, for an hour and in its exact size.

    Raises: UploadRefused for an offset at which no part begins.
    """
    if offset % PART_BYTES or not 0 <= offset < file.size:
        raise UploadRefused("No part of the file begins there.")
    number = offset // PART_BYTES + 1
    wanted = _part(file) | {"PartNumber": number, "ContentLength": _length(file, number)}
    signing = _signing_for(settings.UPLOAD_ENDPOINT)
    address = signing.generate_presigned_url("upload_part", wanted, ExpiresIn=SIGNED_SECONDS)
    return cast("str", address)


@cache
def _signing_for(endpoint: str) -> Any:
    """Signs addresses as browsers reach them, which may be others than the server's.

    Made once: that takes longer than to sign, and each part of a file needs an address.
    """
    config = Config(signature_version="s3v4", s3={"addressing_style": "path"})
    return boto3.client("s3", endpoint_url=endpoint, config=config)


def fetch(file: IncomingFile) -> None:
    """Join the parts and bring the file to its place, if all of it has come; else do nothing."""
    client, parts = _client(), _parts(file)
    if parts is not None and len(parts) * PART_BYTES >= file.size:
        client.complete_multipart_upload(**_part(file), MultipartUpload={"Parts": parts})
    if _joined_size(file) != file.size:
        return
    part = file.place.with_suffix(".part")
    client.download_file(*_object(file).values(), str(part), Config=FETCHED)
    part.replace(file.place)
    forget(file)


def forget(file: IncomingFile) -> None:
    """Clear away what the store has of the file."""
    client = _client()
    try:
        client.abort_multipart_upload(**_part(file))
    except ClientError as error:
        if not _is(error, "NoSuchUpload"):
            raise
    client.delete_object(**_object(file))
    file.multipart = ""
    file.save(update_fields=["multipart"])


def _client() -> Any:
    return _storage().connection.meta.client


def _storage() -> Any:
    return storages["default"]


def _object(file: IncomingFile) -> dict[str, str]:
    storage = _storage()
    name = f"incoming/{file.incoming_id.hex}/{file.pk}"
    return {"Bucket": storage.bucket_name, "Key": storage._normalize_name(name)}


def _part(file: IncomingFile) -> dict[str, Any]:
    return _object(file) | {"UploadId": file.multipart}


def _parts(file: IncomingFile) -> list[dict[str, Any]] | None:
    """Number and tag of each whole part before the first gap; None when nothing is expected."""
    found: list[dict[str, Any]] = []
    try:
        for page in _client().get_paginator("list_parts").paginate(**_part(file)):
            for part in page.get("Parts", ()):
                number = len(found) + 1
                if (part["PartNumber"], part["Size"]) != (number, _length(file, number)):
                    return found
                found.append({"PartNumber": number, "ETag": part["ETag"]})
    except ClientError as error:
        if not _is(error, "NoSuchUpload"):
            raise
        return None
    return found


def _joined_size(file: IncomingFile) -> int | None:
    try:
        return cast("int", _client().head_object(**_object(file))["ContentLength"])
    except ClientError as error:
        if not _is(error, "404"):
            raise
        return None


def _length(file: IncomingFile, number: int) -> int:
    return min(PART_BYTES, file.size - (number - 1) * PART_BYTES)


def _is(error: ClientError, code: str) -> bool:
    return bool(error.response["Error"]["Code"] == code)
