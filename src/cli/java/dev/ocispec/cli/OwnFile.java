package dev.ocispec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that is believed only when nobody but the caller can have written it, and that nobody else
 * can read. It may be in a folder for everybody, such as {@code /var/tmp}, where others can leave
 * symbolic links: unlike documents it is never written through one.
 */
final class OwnFile {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int STICKY = 01000;
  private static final int OTHERS_WRITE = 022;

  private final Path path;

  OwnFile(Path path) {
    this.path = path;
  }

  /** Its content; empty when it is not there, is longer than that, or may be somebody else's. */
  Optional<byte[]> read(int longest) {
    try {
      if (!isFolderSafe() || !isOwn()) {
        return Optional.empty();
      }
      // Whoever can replace what was looked at is the caller.
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(longest + 1);
        return content.length > longest ? Optional.empty() : Optional.of(content);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // As if it were not there, which is the usual reason.
    }
  }

  /**
   * Replaces it, so that whoever reads it sees all of the old content or all of the new one, also
   * after a power cut.
   *
   * @throws IOException when that is not possible, or others could replace it there
   */
  void write(byte[] content) throws IOException {
    if (!isFolderSafe()) {
      throw new IOException("others can replace files in the folder of " + path);
    }
    // A name that is taken is refused, so that it need be no secret.
    String unique = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    Path temporary = path.resolveSibling("." + path.getFileName() + "." + unique);
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A regular file of the caller, in which no one else can write. */
  private boolean isOwn() throws IOException {
    Map<String, Object> file =
        Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    int mode = number(file, "mode");
    return (mode & TYPE) == REGULAR && (mode & OTHERS_WRITE) == 0 && owner(file) == Caller.uid();
  }

  /** Whether nobody but the caller and root can put a file in another's place in the folder. */
  private boolean isFolderSafe() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return false;
    }
    Map<String, Object> attributes = Files.readAttributes(folder, "unix:mode,uid");
    int mode = number(attributes, "mode");
    long owner = owner(attributes);
    return (owner == 0 || owner == Caller.uid())
        && ((mode & OTHERS_WRITE) == 0 || (mode & STICKY) != 0);
  }

  private static long owner(Map<String, Object> attributes) {
    return Integer.toUnsignedLong(number(attributes, "uid"));
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (int) Objects.requireNonNull(attributes.get(name));
  }
}
