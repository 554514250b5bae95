package dev.ocispec.bundle;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.json.internal.AtomicFile;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.BuildIdentity;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A build's bundle on disk, ready to run.
 *
 * <p>Its folder holds {@code config.json}, {@code root/} with {@code etc/passwd}, {@code etc/group}
 * and a mount point for everything that is mounted, and additional files that are in no scratch
 * path, {@code inputs/} with a symbolic link for each input to its file or folder on the host,
 * {@code scratch/} with a folder for each scratch path, and {@code init/} with the first process.
 * The scratch folders belong to the user that the build runs as.
 */
public final class Bundle {
  /** The name of the specification in a bundle. */
  public static final String CONFIG = "config.json";

  private final Path folder;
  private final BuildRequest request;
  private final Spec spec;
  private final TreeOwner owner;

  Bundle(Path folder, BuildRequest request, Spec spec, TreeOwner owner) {
    this.folder = folder;
    this.request = request;
    this.spec = spec;
    this.owner = owner;
  }

  /**
   * Writes the bundle for a request. The specification is written last and in one step, so that a
   * folder with a {@code config.json} is a whole bundle; nothing is left when it fails.
   *
   * @param folder where to write it: a folder that is empty or does not exist yet
   * @param request what to build; each of its inputs has a source
   * @param sandbox how the container is made
   * @param facts about this host
   * @return the bundle
   * @throws OutputPlacementException when outputs lie where the build can't write, or additional
   *     files where none can be; found before anything is written
   * @throws InputUnavailableException when an input has no source, or a path that is to be mounted
   *     does not exist
   * @throws BundleExistsException when the folder is taken
   * @throws MountPointException when a mount point can't be created
   * @throws BundleAccessException when something can't be written
   * @throws HostCommandException when scratch folders can't be given to the build's user
   */
  public static Bundle create(Path folder, BuildRequest request, Sandbox sandbox, HostFacts facts) {
    return create(folder, request, sandbox.plan(request, facts), facts);
  }

  /**
   * Writes the bundle for a request from a plan that a sandbox made.
   *
   * @param folder where the bundle is made; it must not exist
   * @param request the request
   * @param plan its specification names its root, inputs and scratch folders as {@link
   *     SandboxLayout} says; the scratch folders are given to whom it says the build runs as
   * @param facts who this process runs as, and which ids are its own besides
   * @return the bundle
   * @throws IdMappingException when the plan's id mappings leave the build's user or group out
   */
  public static Bundle create(
      Path folder, BuildRequest request, SandboxPlan plan, HostFacts facts) {
    return BundleWriter.write(folder, request, plan, CallerIds.of(facts), AtomicFile::write);
  }

  /**
   * Writes a bundle that is run at once and then removed: like {@link #create(Path, BuildRequest,
   * SandboxPlan, HostFacts)}, but its specification is not synced to the disk, so that after a
   * power cut it may be empty.
   *
   * @param folder where the bundle is made; it must not exist
   * @param request the request
   * @param plan how the container is made
   * @param facts who this process runs as, and which ids are its own besides
   * @return the bundle
   */
  public static Bundle createTemporary(
      Path folder, BuildRequest request, SandboxPlan plan, HostFacts facts) {
    return BundleWriter.write(
        folder, request, plan, CallerIds.of(facts), AtomicFile::writeTemporary);
  }

  /**
   * Writes the bundle for a request from a specification alone, for instance one edited after a
   * sandbox made it. The build's user and group are read from it.
   *
   * @param folder where the bundle is made; it must not exist
   * @param request the request
   * @param spec names its root, inputs and scratch folders as {@link SandboxLayout} says
   * @param facts what is known of this host
   * @return the bundle
   */
  public static Bundle create(Path folder, BuildRequest request, Spec spec, HostFacts facts) {
    return create(folder, request, SandboxPlan.of(spec, BuildIdentity.of(spec), List.of()), facts);
  }

  /**
   * {@return whether a mount shows a part of the host's or the bundle's files}
   *
   * @param mount a mount of the specification
   */
  public static boolean isBind(Mount mount) {
    return MountCover.isBind(mount);
  }

  /** {@return the bundle's folder, absolute} */
  public Path folder() {
    return folder;
  }

  /** {@return the build request} */
  public BuildRequest request() {
    return request;
  }

  /** {@return the contents of {@code config.json}} */
  public Spec spec() {
    return spec;
  }

  /**
   * Writes another specification that uses this bundle's root, inputs and scratch folders: what is
   * relative in it to the bundle becomes absolute.
   *
   * @param place a new folder for its {@code config.json}
   * @param other the other specification
   * @throws BundleAccessException when it can't be written
   */
  public void derive(Path place, Spec other) {
    DerivedBundle.write(folder, place, other);
  }

  /**
   * {@return where an output, or another path in a scratch path, lies on the host: in the folder of
   * the longest scratch path that is a prefix of it} Gives the path whether or not anything exists
   * there.
   *
   * @param path relative to the container's root, as in the request
   * @throws OutputPlacementException when no scratch path holds it
   */
  public Path hostPath(String path) {
    return places().hostPath(path);
  }

  /**
   * {@return an output on the host, if the build left it} What lies behind a symbolic link is not
   * taken for an output, since the link may lead anywhere; the output itself may be a link.
   *
   * @param output one of the request's outputs
   */
  public Optional<Path> find(String output) {
    return places().find(output);
  }

  /**
   * {@return the path {@code relative} below a folder, with its UTF-8 bytes as names, whatever the
   * encoding of this process' locale is}
   *
   * @param folder the folder
   * @param relative a clean relative path, as in a build request
   */
  public static Path resolve(Path folder, String relative) {
    return PathBytes.resolve(folder, relative);
  }

  /**
   * Ends the use of the scratch folders: the caller becomes the owner of all that is in them and
   * can read it, and no file in them keeps set-user-id, set-group-id or file capabilities. The same
   * holds for outputs in overlays, which are copied for that. To be called once the container is
   * gone.
   */
  public void takeBack() {
    owner.takeBack(folder.resolve(SandboxLayout.SCRATCH));
    RootParts root = new RootParts(request);
    if (root.isWritable()) {
      owner.takeBack(folder.resolve(SandboxLayout.ROOT));
    }
    BundleOverlays overlays = new BundleOverlays(folder, request, spec, owner, root);
    if (overlays.collect(request.outputs())) {
      owner.takeBack(folder.resolve(BundleOverlays.COLLECTED));
    }
  }

  private ScratchPlaces places() {
    RootParts root = new RootParts(request);
    BundleOverlays overlays = new BundleOverlays(folder, request, spec, owner, root);
    return new ScratchPlaces(folder, request, spec, overlays, root);
  }

  /**
   * {@return what the scratch folders hold now, the folders themselves included} A build that runs
   * changes it meanwhile.
   *
   * @throws HostCommandException when it can't be looked at
   */
  public ScratchUse scratchUse() {
    return owner.use(List.of(folder.resolve(SandboxLayout.SCRATCH)));
  }

  /**
   * {@return what the folders hold now that lie above writable overlays, and a writable root, the
   * folders themselves included} In a new bundle that is what had to be copied for the build.
   *
   * @throws HostCommandException when it can't be looked at
   */
  public ScratchUse overlayUse() {
    return owner.use(overlayFolders());
  }

  /**
   * {@return whether the build writes to more than its scratch folders: to overlays or the root}
   */
  public boolean hasWritableOverlays() {
    return !overlayFolders().isEmpty();
  }

  private List<Path> overlayFolders() {
    RootParts root = new RootParts(request);
    List<Path> folders =
        new ArrayList<>(new BundleOverlays(folder, request, spec, owner, root).writable());
    if (root.isWritable()) {
      folders.add(folder.resolve(SandboxLayout.ROOT));
    }
    return folders;
  }

  /**
   * Removes the file or folder {@code name} from each folder that the build can write to and that
   * has one: scratch folders, and those above overlays.
   *
   * @param name a file or folder name
   */
  public void removeFromScratch(String name) {
    List<Path> folders = new ArrayList<>();
    for (String scratch : request.scratchPaths()) {
      folders.add(folder.resolve(SandboxLayout.scratch(scratch)));
    }
    folders.addAll(overlayFolders());
    owner.removeIn(folders, name);
  }

  /**
   * Removes the bundle with all that the build left, whoever owns it; does nothing when it is
   * already gone.
   */
  public void remove() {
    owner.remove(folder);
  }

  /**
   * Removes a folder that bundles are in, whoever owns what is in it; symbolic links are not
   * followed. Does nothing when it does not exist.
   *
   * @param folder the folder to remove
   * @param facts what is known of this host
   * @throws BundleAccessException when something is mounted in it
   * @throws HostCommandException when it can't be removed
   */
  public static void remove(Path folder, HostFacts facts) {
    new TreeOwner(CallerIds.of(facts)).remove(folder.toAbsolutePath());
  }
}
