package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.Digest;
import java.io.IOException;
import java.io.InputStream;

/** What a stream carries of a blob: its bytes as they are, or compressed. */
enum BlobEncoding {
  IDENTITY("blobs/") {
    @Override
    InputStream encode(InputStream plain) {
      return plain;
    }
  },
  ZSTD("compressed-blobs/zstd/") {
    @Override
    InputStream encode(InputStream plain) throws IOException {
      return new CompressingStream(plain);
    }
  };

  private final String path;

  BlobEncoding(String path) {
    this.path = path;
  }

  /** The part of a stream's name that says what it carries; the digest is that of the blob. */
  String resource(Digest digest) {
    return path + Sha256.text(digest);
  }

  /** What goes into the stream; to be closed before {@code plain}. */
  abstract InputStream encode(InputStream plain) throws IOException;
}
