package dev.ocispec.bundle;

import dev.ocispec.host.RootTree;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.host.internal.TreeLinks;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.request.OverlayPlaces;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a bundle's root folder takes from a root file system that is mounted in it. */
final class RootParts {
  /** What the sandbox has of its own, in any root file system. */
  private static final Set<String> OWN = Set.of("proc", "sys", "dev", "tmp");

  private final Optional<Path> folder;
  private final Optional<RootTree> tree;
  private final boolean writable;

  RootParts(BuildRequest request) {
    this.folder = request.constraints().rootFs();
    this.tree = folder.map(RootTree::of);
    this.writable = request.constraints().overlays().contains(OverlayPlaces.ALL);
  }

  /** Whether the build can make things at the top. */
  boolean isWritable() {
    return writable;
  }

  /** Where an absolute path of the container really lies. */
  String resolve(String path) {
    return tree.map(known -> known.resolve(path)).orElse(path);
  }

  /** Makes the symbolic links at the top, where nothing is mounted in their place. */
  void link(Path root, Spec spec) {
    Set<String> taken = spec.mounts().stream().map(Mount::destination).collect(Collectors.toSet());
    for (Map.Entry<String, String> link : links().entrySet()) {
      Path place = PathBytes.resolve(root, link.getKey());
      if (OWN.contains(link.getKey()) || taken.contains("/" + link.getKey())) {
        continue;
      }
      try {
        Files.createSymbolicLink(place, PathBytes.path(link.getValue()));
      } catch (IOException e) {
        throw new BundleAccessException("make the link", place, e);
      }
    }
  }

  private Map<String, String> links() {
    return tree.isPresent() ? tree.get().links() : Map.of();
  }

  /** A file of the root file system, a character for each byte; empty when there is none. */
  Optional<String> text(String path) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<Path> file = TreeLinks.file(folder.get(), path);
      return file.isPresent() && Files.isReadable(file.get())
          ? Optional.of(Files.readString(file.get(), StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      throw new BundleAccessException("read", folder.get().resolve(path), e);
    }
  }
}
