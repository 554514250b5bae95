package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.FileKind;
import dev.ocispec.host.internal.FileTree;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Takes what is easily lost out of a tree, finds out whether it is lost, and puts it back. */
final class TreeRepair {
  private static final Set<PosixFilePermission> EXECUTE =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_EXECUTE);

  private TreeRepair() {}

  /** Notes the links and programs of a tree, and removes the links. */
  static TreeManifest detach(Path root) throws IOException {
    TreeManifest.Builder manifest = new TreeManifest.Builder();
    FileTree.walk(
        root,
        (path, attributes) -> {
          String name = PathBytes.text(root.relativize(path));
          if (attributes.isSymbolicLink()) {
            manifest.addLink(name, PathBytes.text(Files.readSymbolicLink(path)));
            makeWritable(Objects.requireNonNull(path.getParent()));
            Files.delete(path);
          } else if (attributes.isRegularFile()
              && attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)) {
            manifest.addProgram(name);
          }
          return true;
        });
    return manifest.build();
  }

  /** Whether a tree has all that the manifest says. */
  static boolean isWhole(Path root, TreeManifest wanted) throws IOException {
    for (Map.Entry<String, String> link : wanted.links().entrySet()) {
      if (!isLink(PathBytes.resolve(root, link.getKey()), link.getValue())) {
        return false;
      }
    }
    for (String program : wanted.programs()) {
      Path file = PathBytes.resolve(root, program);
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          || !FileTree.attributes(file).permissions().containsAll(EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  /** Puts back what is missing. */
  static void restore(Path root, TreeManifest wanted, HostFacts caller) throws IOException {
    for (String program : wanted.programs()) {
      Path file = PathBytes.resolve(root, program);
      checkParents(root, file);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && FileKind.of(file) == FileKind.FILE) {
        add(file, EXECUTE);
      }
    }
    for (Map.Entry<String, String> link : wanted.links().entrySet()) {
      Path place = PathBytes.resolve(root, link.getKey());
      if (!isLink(place, link.getValue())) {
        checkParents(root, place);
        Path folder = Objects.requireNonNull(place.getParent());
        Files.createDirectories(folder);
        makeWritable(folder);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Bundle.remove(place, caller);
        }
        Files.createSymbolicLink(place, PathBytes.path(link.getValue()));
      }
    }
  }

  /** What is below a link may be outside of the tree. */
  private static void checkParents(Path root, Path place) {
    for (Path parent = place.getParent();
        parent != null && !parent.equals(root);
        parent = parent.getParent()) {
      if (Files.isSymbolicLink(parent)) {
        throw new InvalidTreeManifestException(
            "a path through the link " + root.relativize(parent));
      }
    }
  }

  private static boolean isLink(Path place, String target) throws IOException {
    return Files.isSymbolicLink(place)
        && PathBytes.text(Files.readSymbolicLink(place)).equals(target);
  }

  /** Stores keep folders read-only, and so does a copy of one. */
  private static void makeWritable(Path folder) throws IOException {
    add(folder, EnumSet.of(PosixFilePermission.OWNER_WRITE));
  }

  private static void add(Path path, Set<PosixFilePermission> permissions) throws IOException {
    Set<PosixFilePermission> all = EnumSet.copyOf(permissions);
    Set<PosixFilePermission> before = FileTree.attributes(path).permissions();
    if (!before.containsAll(permissions)) {
      all.addAll(before);
      Files.setPosixFilePermissions(path, all);
    }
  }
}
