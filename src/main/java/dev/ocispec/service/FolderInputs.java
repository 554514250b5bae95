package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Provides inputs from a folder that has each under its name. Where a manifest says that links or
 * permissions were lost on the way to this machine, the input is copied and the copy put right: the
 * files themselves may be shared with the store that they came from.
 */
public final class FolderInputs implements InputProvider {
  private final Path folder;
  private final Optional<TreeManifest> manifest;

  /**
   * Provides what is in a folder.
   *
   * @param folder has each input under its name
   * @param manifest what of the folder is to be checked, with paths that begin with an input's name
   */
  public FolderInputs(Path folder, Optional<TreeManifest> manifest) {
    this.folder = folder.toAbsolutePath().normalize();
    this.manifest = manifest;
  }

  @Override
  public ProvidedInput materialise(String name) throws IOException {
    Path input = PathBytes.resolve(folder, name);
    if (manifest.isEmpty()) {
      return ProvidedInput.of(existing(input));
    }
    TreeManifest own = part(manifest.get(), name);
    if (TreeRepair.isWhole(folder, own)) {
      return ProvidedInput.of(existing(input));
    }
    Path copies = Files.createTempDirectory(folder.getParent(), ".ocispec-inputs-");
    HostFacts caller = HostDetection.of(Path.of("/")).caller();
    try {
      Path copy = PathBytes.resolve(copies, name);
      if (Files.exists(input, LinkOption.NOFOLLOW_LINKS)) {
        HostCommand.run(List.of("cp", "-a", "--", input.toString(), copy.toString()));
      }
      TreeRepair.restore(copies, own, caller);
      return new RepairedInput(existing(copy), copies, caller);
    } catch (IOException | RuntimeException | Error e) {
      Bundle.remove(copies, caller);
      throw e;
    }
  }

  private static Path existing(Path input) throws IOException {
    if (!Files.exists(input)) {
      throw new IOException("there is no " + input);
    }
    return input;
  }

  /** What a manifest says of one input. */
  private static TreeManifest part(TreeManifest all, String name) {
    TreeManifest.Builder part = new TreeManifest.Builder();
    all.links()
        .forEach(
            (path, target) -> {
              if (isOf(name, path)) {
                part.addLink(path, target);
              }
            });
    all.programs().stream().filter(path -> isOf(name, path)).forEach(part::addProgram);
    return part.build();
  }

  private static boolean isOf(String name, String path) {
    return path.equals(name) || path.startsWith(name + "/");
  }

  /** A copy, removed when the build no longer needs it. */
  private record RepairedInput(Path path, Path copies, HostFacts caller) implements ProvidedInput {
    @Override
    public void close() {
      Bundle.remove(copies, caller);
    }
  }
}
