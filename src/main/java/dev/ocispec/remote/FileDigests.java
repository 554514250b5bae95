package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The digests of the files that a service has sent: a file that has not changed since is not read
 * again. A file has changed when it is another one, or its length or one of its times differs.
 */
final class FileDigests {
  private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

  /** A file changed so recently may change again without its times telling. */
  private static final long UNSETTLED_SECONDS = 2;

  /** Some hundred bytes each; beyond that all are forgotten. */
  private static final int MOST = 500_000;

  private final Map<State, Digest> known = new ConcurrentHashMap<>();
  private final AtomicLong hashed = new AtomicLong();

  /** The digest of a file as it is now. */
  Digest of(Path file) throws IOException {
    State state = State.of(file);
    Digest before = known.get(state);
    if (before != null) {
      return before;
    }
    Digest digest = Sha256.of(file);
    hashed.incrementAndGet();
    if (state.isSettled() && state.equals(State.of(file))) {
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(state, digest);
    }
    return digest;
  }

  /** How many files were read. */
  long hashed() {
    return hashed.get();
  }

  /** What a change of a file shows in. */
  private record State(Map<String, Object> attributes) {
    static State of(Path file) throws IOException {
      return new State(Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
    }

    boolean isSettled() {
      return attributes.get("ctime") instanceof FileTime time
          && time.toInstant().isBefore(Instant.now().minusSeconds(UNSETTLED_SECONDS));
    }
  }
}
