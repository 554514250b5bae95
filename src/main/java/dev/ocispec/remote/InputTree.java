package dev.ocispec.remote;

import dev.ocispec.bundle.InputUnavailableException;
import dev.ocispec.host.internal.FileKind;
import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.DirectoryNode;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.SymlinkNode;
import dev.ocispec.service.TreeManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input as a part of a Merkle tree. What its folders and files are is added to the blobs; its
 * links and programs are noted besides, because not every engine hands them on as they are.
 */
final class InputTree {
  private final String input;
  private final FileDigests digests;
  private final Map<Digest, Blob> blobs;
  private final TreeManifest.Builder manifest;
  private final Deque<OpenFolder> open = new ArrayDeque<>();

  InputTree(
      String input, FileDigests digests, Map<Digest, Blob> blobs, TreeManifest.Builder manifest) {
    this.input = input;
    this.digests = digests;
    this.blobs = blobs;
    this.manifest = manifest;
  }

  /**
   * Adds the input to the folder of all inputs.
   *
   * @throws InputUnavailableException when something can't be read or is no file, folder or link
   * @throws InterruptedException when the thread was interrupted
   */
  void addTo(Directory.Builder parent, Path source) throws InterruptedException {
    try {
      add(parent, input, input, source.toRealPath());
      while (!open.isEmpty()) {
        step(parent);
      }
    } catch (IOException e) {
      throw new InputUnavailableException(
          input, Optional.of(source), "can't be read: " + e.getMessage(), e);
    }
  }

  /** Without recursion, since whoever made the input chose the depth. */
  private void step(Directory.Builder top) throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    OpenFolder folder = open.element();
    if (folder.entries().hasNext()) {
      Path entry = folder.entries().next();
      String name = name(entry);
      add(folder.message(), name, folder.path() + "/" + name, entry);
      return;
    }
    open.pop();
    Blob message = Blob.of(folder.message().build());
    blobs.putIfAbsent(message.digest(), message);
    Directory.Builder parent = open.isEmpty() ? top : open.element().message();
    parent.addDirectories(
        DirectoryNode.newBuilder().setName(folder.name()).setDigest(message.digest()));
  }

  private void add(Directory.Builder parent, String name, String path, Path entry)
      throws IOException {
    switch (FileKind.of(entry)) {
      case FOLDER -> open.push(new OpenFolder(name, path, Directory.newBuilder(), sorted(entry)));
      case LINK -> {
        String target = utf8(PathBytes.of(Files.readSymbolicLink(entry)), entry);
        manifest.addLink(path, target);
        parent.addSymlinks(SymlinkNode.newBuilder().setName(name).setTarget(target));
      }
      case FILE -> {
        Digest digest = digests.of(entry);
        blobs.putIfAbsent(digest, new Blob.Contents(digest, entry));
        boolean program =
            FileTree.attributes(entry).permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        if (program) {
          manifest.addProgram(path);
        }
        parent.addFiles(
            FileNode.newBuilder().setName(name).setDigest(digest).setIsExecutable(program));
      }
      default ->
          throw new InputUnavailableException(
              input,
              Optional.of(entry),
              "expected files, folders and links, found "
                  + FileKind.of(entry)
                  + ", which can't be sent to another machine");
    }
  }

  private static Iterator<Path> sorted(Path folder) throws IOException {
    List<Path> entries = FileTree.entries(folder);
    entries.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
    return entries.iterator();
  }

  private static byte[] bytes(Path entry) {
    return PathBytes.of(entry.getFileName());
  }

  private String name(Path entry) {
    return utf8(bytes(entry), entry);
  }

  private String utf8(byte[] bytes, Path entry) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputUnavailableException(
          input,
          Optional.of(entry),
          "its name or its target is no UTF-8, which an engine can't take",
          e);
    }
  }

  /** A folder whose entries are not all added yet. */
  private record OpenFolder(
      String name, String path, Directory.Builder message, Iterator<Path> entries) {}
}
