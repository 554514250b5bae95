package dev.ocispec.bundle;

import dev.ocispec.bundle.internal.FirstProcessFile;
import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.json.Json;
import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.FirstProcess;
import dev.ocispec.sandbox.OverlayLayout;
import dev.ocispec.sandbox.PrivateAddresses;
import dev.ocispec.sandbox.SandboxLayout;
import dev.ocispec.sandbox.SandboxPlan;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Writes one bundle. */
final class BundleWriter {
  private final Path folder;
  private final BuildRequest request;
  private final Spec spec;
  private final TreeOwner owner;
  private final ProcessIds ids;
  private final ScratchPlaces places;
  private final BundleOverlays overlays;
  private final RootParts rootParts;
  private final Deque<Path> made = new ArrayDeque<>();

  private BundleWriter(Path folder, BuildRequest request, SandboxPlan plan, CallerIds caller) {
    this.folder = folder;
    this.request = request;
    this.spec = plan.spec();
    this.owner = new TreeOwner(caller);
    this.ids = ProcessIds.of(plan.identity(), caller);
    this.rootParts = new RootParts(request);
    this.overlays = new BundleOverlays(folder, request, spec, owner, rootParts);
    this.places = new ScratchPlaces(folder, request, spec, overlays, rootParts);
  }

  /** Writes a bundle; {@code specification} is how its last file is written. */
  static Bundle write(
      Path folder,
      BuildRequest request,
      SandboxPlan plan,
      CallerIds caller,
      BiConsumer<Path, byte[]> specification) {
    BundleWriter writer = new BundleWriter(folder.toAbsolutePath(), request, plan, caller);
    writer.places.check();
    writer.checkWay();
    boolean made = writer.claimFolder();
    try {
      writer.fill();
      String config = Json.toPrettyString(writer.overlays.absolute());
      specification.accept(
          writer.folder.resolve(Bundle.CONFIG), config.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      writer.undo(made, e);
      throw e;
    }
    return new Bundle(writer.folder, request, writer.overlays.absolute(), writer.owner);
  }

  private void fill() {
    folders();
    inputs();
    made.push(folder.resolve(OverlayLayout.OVERLAYS));
    overlays.make(permissions());
    firstProcess();
    root();
    if (SandboxLayout.hasPrivateNetwork(spec)) {
      resolver();
    }
    new MountPoints(folder, spec, overlays, rootParts).make();
    request.additionalFiles().forEach(places::write);
    Path root = folder.resolve(SandboxLayout.ROOT);
    if (rootParts.isWritable()) {
      owner.give(List.of(root), ids.hostUid(), ids.hostGid());
    } else {
      owner.give(List.of(root), ids.hostRoot(), ids.hostRootGroup());
    }
    owner.give(scratchFolders(), ids.hostUid(), ids.hostGid());
    overlays.give(ids);
  }

  /** Makes sure that the folder is there and empty; tells whether it was made. */
  private boolean claimFolder() {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new BundleExistsException(folder, "something that is not a folder");
      }
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new BundleExistsException(folder, "a folder that is not empty");
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions()));
      } catch (IOException e) {
        throw new BundleAccessException("use the folder", folder, e);
      }
      return false;
    }
    BundleFolders.make(folder, permissions());
    return true;
  }

  /** The container's root must get in, under the id that it has on the host. */
  private String permissions() {
    return ids.hostRoot() == owner.callerUid() ? BundleFolders.PRIVATE : BundleFolders.PASSABLE;
  }

  /** Another user of the host that is the container's root has to get here. */
  private void checkWay() {
    if (ids.hostRoot() == owner.callerUid()) {
      return;
    }
    for (Path at = folder.getParent(); at != null; at = at.getParent()) {
      if (!BundleFolders.isPassable(at)) {
        throw new BundleAccessException(
            "let the container's root, user " + ids.hostRoot() + " of the host, into",
            at,
            new IOException(
                "others may not pass through it; allow it with chmod o+x, or choose a folder"
                    + " elsewhere"));
      }
    }
  }

  private void folders() {
    make(SandboxLayout.ROOT, BundleFolders.OPEN);
    make(SandboxLayout.INPUTS, permissions());
    make(SandboxLayout.SCRATCH, permissions());
    scratchFolders().forEach(scratch -> BundleFolders.make(scratch, BundleFolders.PRIVATE));
  }

  private List<Path> scratchFolders() {
    return request.scratchPaths().stream()
        .map(path -> folder.resolve(SandboxLayout.scratch(path)))
        .toList();
  }

  private void root() {
    String home =
        request
            .workingDir()
            .filter(path -> path.indexOf(':') < 0 && path.indexOf('\n') < 0)
            .map(path -> "/" + path)
            .orElse("/");
    rootParts.link(folder.resolve(SandboxLayout.ROOT), spec);
    AccountFiles files = new AccountFiles(rootParts, ids);
    text(AccountFiles.PASSWD, files.passwd(home));
    text(AccountFiles.GROUP, files.group());
    text(AccountFiles.HOSTS, AccountFiles.hosts());
  }

  /** Where names are resolved in a private network; everybody may read it. */
  private void resolver() {
    Path place = folder.resolve(SandboxLayout.RESOLVER);
    make(Objects.requireNonNull(place.getParent()).getFileName().toString(), permissions());
    BundleFolders.write(
        folder,
        SandboxLayout.RESOLVER,
        ("nameserver " + PrivateAddresses.RESOLVER + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void text(String name, String content) {
    places.write(name, content.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The links lead to the real files, so that a link on the way can't be turned afterwards. */
  private void inputs() {
    Path inputs = folder.resolve(SandboxLayout.INPUTS);
    for (BuildInput input : request.inputs()) {
      Path source =
          input
              .source()
              .orElseThrow(
                  () ->
                      new InputUnavailableException(
                          input.name(), Optional.empty(), "expected a source, found none"));
      try {
        Files.createSymbolicLink(PathBytes.resolve(inputs, input.name()), source.toRealPath());
      } catch (IOException e) {
        throw new InputUnavailableException(
            input.name(), Optional.of(source), "it does not exist, or can't be reached");
      }
    }
  }

  /** The program that the specification begins with, for the processor that it names. */
  private void firstProcess() {
    FirstProcess.architecture(spec)
        .ifPresent(
            architecture -> {
              make(SandboxLayout.INIT, permissions());
              Path place = folder.resolve(SandboxLayout.init(architecture));
              BundleFolders.make(place, BundleFolders.OPEN);
              BundleFolders.writeProgram(
                  place.resolve(FirstProcess.NAME), FirstProcessFile.of(architecture));
            });
  }

  /**
   * Removes what this has made, and nothing that someone else has put there meanwhile. The root
   * comes last, since who makes it has the folder.
   */
  private void undo(boolean folderToo, RuntimeException cause) {
    try {
      made.forEach(owner::remove);
      if (folderToo) {
        Files.deleteIfExists(folder);
      }
    } catch (DirectoryNotEmptyException e) {
      return; // What is in it is somebody else's.
    } catch (BundleException | HostCommandException | IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes one of the bundle's own folders, which must not be there. */
  private void make(String name, String permissions) {
    Path path = folder.resolve(name);
    BundleFolders.make(path, permissions);
    made.push(path);
  }
}
