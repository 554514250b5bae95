package dev.ocispec.bundle;

import dev.ocispec.host.HostFacts;
import dev.ocispec.json.Json;
import dev.ocispec.sandbox.BuildIdentity;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A bundle whose build is over, and that was kept, to be entered again. */
public final class KeptBundle {
  private final Path folder;
  private final Spec spec;
  private final TreeOwner owner;
  private final ProcessIds ids;

  private KeptBundle(Path folder, Spec spec, CallerIds caller) {
    this.folder = folder;
    this.spec = spec;
    this.owner = new TreeOwner(caller);
    this.ids = ProcessIds.of(BuildIdentity.of(spec), caller);
  }

  /**
   * Opens the bundle.
   *
   * @param folder the bundle, or the folder of a build that it is in
   * @param caller who this process runs as, and which ids are its own besides
   * @return the bundle
   * @throws NoBundleException when there is none
   * @throws InputUnavailableException when something that is mounted is no longer there
   */
  public static KeptBundle open(Path folder, HostFacts caller) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path found =
        Stream.of(absolute, absolute.resolve("bundle"))
            .filter(place -> Files.isRegularFile(place.resolve(Bundle.CONFIG)))
            .findFirst()
            .orElseThrow(() -> new NoBundleException(absolute));
    Spec spec = Json.read(found.resolve(Bundle.CONFIG), Spec.class);
    spec.mounts().forEach(mount -> checkSource(found, mount));
    return new KeptBundle(found, spec, CallerIds.of(caller));
  }

  private static void checkSource(Path bundle, Mount mount) {
    if (!MountCover.isBind(mount)) {
      return;
    }
    Path source = Path.of(DerivedBundle.absolute(bundle, mount.source().orElse("")));
    if (!Files.exists(source)) {
      throw new InputUnavailableException(
          mount.destination(), Optional.of(source), "it is no longer there; put it back");
    }
  }

  /** {@return the bundle's folder, absolute} */
  public Path folder() {
    return folder;
  }

  /** {@return the contents of {@code config.json}} */
  public Spec spec() {
    return spec;
  }

  /** Gives the scratch folders and all that is in them to the build's user again. */
  public void lend() {
    owner.give(scratchFolders(), ids.hostUid(), ids.hostGid());
  }

  /** Ends that: the caller becomes the owner of all that is in the scratch folders. */
  public void takeBack() {
    owner.takeBack(folder.resolve(SandboxLayout.SCRATCH));
  }

  /**
   * Does that for a bundle of which nothing else is needed, whether or not it can be entered. Does
   * nothing when it is no longer there.
   *
   * @param folder the bundle
   * @param caller who this process runs as, and which ids are its own besides
   * @throws BundleAccessException when the files can't be had
   */
  public static void takeBack(Path folder, HostFacts caller) {
    Path scratch = folder.resolve(SandboxLayout.SCRATCH);
    if (Files.isDirectory(scratch, LinkOption.NOFOLLOW_LINKS)) {
      new TreeOwner(CallerIds.of(caller)).takeBack(scratch);
    }
  }

  /**
   * Writes another specification that uses this bundle's root, inputs and scratch folders.
   *
   * @param place a new folder for its {@code config.json}
   * @param other the other specification
   * @throws BundleAccessException when it can't be written
   */
  public void derive(Path place, Spec other) {
    DerivedBundle.write(folder, place, other);
  }

  private List<Path> scratchFolders() {
    Path scratch = folder.resolve(SandboxLayout.SCRATCH);
    try (Stream<Path> folders = Files.list(scratch)) {
      return folders.toList();
    } catch (IOException e) {
      throw new BundleAccessException("read", scratch, e);
    }
  }
}
