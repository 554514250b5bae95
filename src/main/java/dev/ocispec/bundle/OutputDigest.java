package dev.ocispec.bundle;

import dev.ocispec.host.internal.FileKind;
import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.request.ExpectedDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The digest of a file, symbolic link or folder with all its contents: SHA-256 of its Nix archive
 * (NAR), so {@code nix-hash --type sha256} gives the same. It covers names, contents, link targets
 * and whether a file is executable, and nothing else.
 */
public final class OutputDigest {
  private static final int ALIGNMENT = 8;

  private final OutputStream out;

  private OutputDigest(OutputStream out) {
    this.out = out;
  }

  /**
   * {@return the digest of what is at {@code path}, as {@code sha256:} and 64 hexadecimal digits}
   *
   * @param path a file, symbolic link or folder
   * @throws BundleAccessException when something can't be read, or is neither file, link nor folder
   */
  public static String of(Path path) {
    DigestSink sink = DigestSink.of(ExpectedDigest.Algorithm.SHA256);
    archive(path, sink);
    return ExpectedDigest.Algorithm.SHA256.text() + ":" + sink.hex();
  }

  /** Writes the Nix archive of what is at a path. */
  static void archive(Path path, OutputStream out) {
    try {
      OutputDigest digest = new OutputDigest(out);
      digest.text("nix-archive-1");
      digest.tree(path);
    } catch (IOException e) {
      throw new BundleAccessException("compute the digest of", path, e);
    }
  }

  /** Without recursion, since the build chooses the depth. */
  private void tree(Path top) throws IOException {
    Deque<Iterator<Path>> open = new ArrayDeque<>();
    begin(top, open);
    while (!open.isEmpty()) {
      Iterator<Path> entries = open.peek();
      if (entries.hasNext()) {
        Path entry = entries.next();
        text("entry");
        text("(");
        text("name");
        bytes(name(entry));
        text("node");
        begin(entry, open);
      } else {
        open.pop();
        end(open);
      }
    }
  }

  /** Writes a file or link; of a folder the beginning, and leaves its entries to be written. */
  private void begin(Path path, Deque<Iterator<Path>> open) throws IOException {
    PosixFileAttributes attributes = FileTree.attributes(path);
    text("(");
    text("type");
    if (attributes.isDirectory()) {
      text("directory");
      open.push(sorted(path));
      return;
    }
    if (attributes.isSymbolicLink()) {
      text("symlink");
      text("target");
      bytes(PathBytes.of(Files.readSymbolicLink(path)));
    } else if (attributes.isRegularFile()) {
      file(path, attributes);
    } else {
      throw new IOException(
          path + " is " + FileKind.of(path) + ", which is not a file, a link or a folder");
    }
    end(open);
  }

  /** Ends a node, and the entry that it is unless it is the top. */
  private void end(Deque<Iterator<Path>> open) throws IOException {
    text(")");
    if (!open.isEmpty()) {
      text(")");
    }
  }

  private void file(Path path, PosixFileAttributes attributes) throws IOException {
    text("regular");
    if (attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)) {
      text("executable");
      text("");
    }
    text("contents");
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      length(attributes.size());
      long copied = in.transferTo(out);
      if (copied != attributes.size()) {
        throw new IOException(path + " changed while it was being read");
      }
      pad(copied);
    }
  }

  private static Iterator<Path> sorted(Path folder) throws IOException {
    List<Path> entries = FileTree.entries(folder);
    entries.sort((a, b) -> Arrays.compareUnsigned(name(a), name(b)));
    return entries.iterator();
  }

  private static byte[] name(Path path) {
    return PathBytes.of(path.getFileName());
  }

  private void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void bytes(byte[] bytes) throws IOException {
    length(bytes.length);
    out.write(bytes);
    pad(bytes.length);
  }

  private void length(long value) throws IOException {
    out.write(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private void pad(long length) throws IOException {
    out.write(new byte[(int) (-length & (ALIGNMENT - 1))]);
  }
}
