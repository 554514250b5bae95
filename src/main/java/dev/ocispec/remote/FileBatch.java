package dev.ocispec.remote;

import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fetches files: small ones together, as many as go into one message, large ones each in a stream.
 */
final class FileBatch {
  private final BlobReader reader;
  private final BatchReader together;
  private final EngineLimits limits;
  private final Map<Digest, List<Place>> pending = new LinkedHashMap<>();
  private long size;

  FileBatch(BlobReader reader, BatchReader together, EngineLimits limits) {
    this.reader = reader;
    this.together = together;
    this.limits = limits;
  }

  /** Writes a new file, now or later. */
  void add(Digest digest, Path file, boolean executable) throws IOException, InterruptedException {
    long own = digest.getSizeBytes() + BlobStore.AROUND;
    if (digest.getSizeBytes() == 0 || own > limits.batch() || !limits.batchReads().stands()) {
      reader.file(digest, file, executable);
      return;
    }
    List<Place> known = pending.get(digest);
    if (known == null) {
      if (size + own > limits.batch()) {
        finish();
      }
      known = new ArrayList<>();
      pending.put(digest, known);
      size += own;
    }
    known.add(new Place(file, executable));
  }

  /** Writes all files that are not yet written. */
  void finish() throws IOException, InterruptedException {
    if (pending.isEmpty()) {
      return;
    }
    Map<Digest, ByteString> found = together.read(pending.keySet());
    for (Map.Entry<Digest, List<Place>> blob : pending.entrySet()) {
      ByteString bytes = found.get(blob.getKey());
      for (Place place : blob.getValue()) {
        if (bytes == null) {
          reader.file(blob.getKey(), place.file(), place.executable());
        } else {
          BlobReader.write(bytes, place.file(), place.executable());
        }
      }
    }
    pending.clear();
    size = 0;
  }

  /** A file that waits for its contents. */
  private record Place(Path file, boolean executable) {}
}
