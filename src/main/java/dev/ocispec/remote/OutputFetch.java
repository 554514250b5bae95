package dev.ocispec.remote;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.Directory;
import dev.ocispec.remote.protocol.internal.DirectoryNode;
import dev.ocispec.remote.protocol.internal.FileNode;
import dev.ocispec.remote.protocol.internal.OutputDirectory;
import dev.ocispec.remote.protocol.internal.SymlinkNode;
import dev.ocispec.remote.protocol.internal.Tree;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a folder that an action left into a folder of this machine. */
final class OutputFetch {
  /** About three million files. */
  private static final long LARGEST_TREE = 256L << 20;

  /** Folders can be in a tree many times over, each time as one more on this disk. */
  private static final int MOST_ENTRIES = 10_000_000;

  private final BlobReader reader;
  private final FileBatch files;
  private final String engine;
  private int entries;

  OutputFetch(BlobReader reader, String engine) {
    this.reader = reader;
    this.files = reader.batch();
    this.engine = engine;
  }

  /** The folder of that path; empty when the action left none. */
  static Optional<OutputDirectory> find(ActionResult result, String path) {
    return result.getOutputDirectoriesList().stream()
        .filter(folder -> folder.getPath().equals(path))
        .findFirst();
  }

  /**
   * Writes the folder's entries into {@code target}, in place of what an attempt before has left.
   *
   * @param folder what the action left there, if anything
   * @throws EngineException when what the engine says is no tree, or can't be written
   */
  void into(Path target, Optional<OutputDirectory> folder) throws InterruptedException {
    try {
      clear(target);
      if (folder.isPresent()) {
        fetch(target, folder.get().getTreeDigest());
      }
    } catch (InvalidProtocolBufferException e) {
      throw broken("a tree that can't be decoded");
    } catch (IOException e) {
      throw new EngineException(
          ReasonCode.HOST, "the outputs can't be written to " + target + ": " + e, e);
    }
  }

  private void fetch(Path target, Digest digest) throws IOException, InterruptedException {
    Tree tree = Tree.parseFrom(reader.bytes(digest, LARGEST_TREE));
    Map<Digest, Directory> children = new HashMap<>();
    tree.getChildrenList().forEach(child -> children.put(Blob.of(child).digest(), child));
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(target, tree.getRoot()));
    while (!pending.isEmpty()) {
      Pending next = pending.pop();
      write(next);
      for (DirectoryNode child : next.folder().getDirectoriesList()) {
        Directory known = children.get(child.getDigest());
        if (known == null) {
          throw broken("a tree without its folder " + child.getName());
        }
        Path place = place(next.place(), child.getName());
        Files.createDirectory(place);
        pending.push(new Pending(place, known));
      }
    }
    files.finish();
  }

  private static void clear(Path target) throws IOException {
    List<Path> left = new ArrayList<>();
    FileTree.walk(target, (path, attributes) -> left.add(path));
    for (int i = left.size() - 1; i > 0; i--) { // Each folder comes before what is in it.
      Files.delete(left.get(i));
    }
  }

  private void write(Pending folder) throws IOException, InterruptedException {
    for (FileNode file : folder.folder().getFilesList()) {
      files.add(file.getDigest(), place(folder.place(), file.getName()), file.getIsExecutable());
    }
    for (SymlinkNode link : folder.folder().getSymlinksList()) {
      Files.createSymbolicLink(
          place(folder.place(), link.getName()), PathBytes.path(link.getTarget()));
    }
  }

  /** Names come from elsewhere: none may lead out of its folder. */
  private Path place(Path folder, String name) {
    if (++entries > MOST_ENTRIES) {
      throw broken("a tree of more than " + MOST_ENTRIES + " entries");
    }
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw broken("the name \"" + name + "\" in a tree");
    }
    return PathBytes.resolve(folder, name);
  }

  private EngineException broken(String found) {
    return new EngineException(
        ReasonCode.ENGINE_FAILED,
        "expected the engine " + engine + " to give outputs as a tree, found " + found,
        null);
  }

  /** A folder that is made and not filled. */
  private record Pending(Path place, Directory folder) {}
}
