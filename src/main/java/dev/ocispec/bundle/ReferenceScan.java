package dev.ocispec.bundle;

import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Searches files and folders for many texts at once: in the contents of files, in the names of what
 * a folder holds, and in the targets of symbolic links, which are never followed.
 *
 * <p>Each file is read once, through a buffer of fixed size, so memory depends on the needles and
 * not on what is searched. Texts are compared as UTF-8 bytes. Devices, sockets and pipes are not
 * opened. A scan can be used by several threads at once.
 */
public final class ReferenceScan {
  private static final int BUFFER = 128 * 1024;

  private final List<String> needles;
  private final NeedleSearch search;

  private ReferenceScan(List<String> needles) {
    this.needles = needles;
    this.search =
        new NeedleSearch(
            needles.stream().map(needle -> needle.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /**
   * {@return a scan for these texts; one that is listed twice counts once}
   *
   * @param needles the texts to look for
   * @throws IllegalArgumentException when one of them is empty, since that occurs everywhere
   */
  public static ReferenceScan of(Iterable<String> needles) {
    List<String> all = new ArrayList<>();
    needles.forEach(all::add);
    if (all.contains("")) {
      throw new IllegalArgumentException("a needle must not be empty");
    }
    return new ReferenceScan(all.stream().distinct().toList());
  }

  /**
   * {@return the needles that occur in the file, link or folder at {@code path}, in the order in
   * which this scan was given them} The name of {@code path} itself does not count.
   *
   * @param path a file, symbolic link or folder
   * @throws BundleAccessException when something can't be read
   * @throws CancellationException when the thread is interrupted
   */
  public List<String> in(Path path) {
    BitSet found = new BitSet();
    if (!needles.isEmpty()) {
      try {
        FileTree.walk(path, new Search(path, found));
      } catch (ClosedByInterruptException e) {
        throw interrupted(path);
      } catch (IOException e) {
        throw new BundleAccessException("search", path, e);
      }
    }
    return found.stream().mapToObj(needles::get).toList();
  }

  private static CancellationException interrupted(Path path) {
    return new CancellationException("interrupted while searching " + path);
  }

  private final class Search implements FileTree.Visitor {
    private final Path top;
    private final BitSet found;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    Search(Path top, BitSet found) {
      this.top = top;
      this.found = found;
    }

    @Override
    public boolean visit(Path path, PosixFileAttributes attributes) throws IOException {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(path);
      }
      if (attributes.isSymbolicLink()) {
        text(PathBytes.of(Files.readSymbolicLink(path)));
      } else if (attributes.isRegularFile()) {
        contents(path);
      }
      if (!path.equals(top)) {
        text(PathBytes.of(path.getFileName()));
      }
      return found.cardinality() < needles.size();
    }

    private void text(byte[] bytes) {
      search.scan(search.start(), ByteBuffer.wrap(bytes).position(bytes.length), 0, found::set);
    }

    private void contents(Path file) throws IOException {
      int state = search.start();
      int kept = 0;
      try (SeekableByteChannel channel =
          Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
        while (found.cardinality() < needles.size()
            && channel.read(buffer.clear().position(kept)) >= 0) {
          state = search.scan(state, buffer, kept, found::set);
          kept = keepEnd();
        }
      }
    }

    /** Moves the last bytes to the front, since a needle may begin there; tells how many. */
    private int keepEnd() {
      int length = buffer.position();
      int kept = Math.min(length, search.overlap());
      System.arraycopy(buffer.array(), length - kept, buffer.array(), 0, kept);
      return kept;
    }
  }
}
