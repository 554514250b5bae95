package dev.ocispec.bundle;

import dev.ocispec.host.HostCommandException;
import dev.ocispec.host.internal.HostCommand;
import dev.ocispec.host.internal.LimitedFileSystem;
import dev.ocispec.host.internal.MountEntry;
import dev.ocispec.host.internal.MountTable;
import dev.ocispec.host.internal.PathBytes;
import dev.ocispec.report.internal.ForeignText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Changes and removes folders that may belong to other ids than the caller's: directly as root,
 * else as root of a user namespace over the caller's ids. Symbolic links are never followed.
 *
 * <p>What a {@link DirectTree} can't do is done by {@code chown}, {@code chmod} and {@code rm},
 * which go down a folder without following what a process might put in the way, however deep it is.
 */
final class TreeOwner {
  private static final List<String> SINGLE = List.of("unshare", "--user", "--map-root-user", "--");
  private static final int PATHS_PER_COMMAND = 100;

  private final CallerIds caller;

  TreeOwner(CallerIds caller) {
    this.caller = caller;
  }

  /** Whom this acts for. */
  CallerIds caller() {
    return caller;
  }

  /** The user that this acts for. */
  long callerUid() {
    return caller.uid();
  }

  /** Gives folders and all that is in them to a user and group, by their ids on the host. */
  void give(List<Path> folders, long uid, long gid) {
    if (caller.is(uid, gid)) {
      return;
    }
    List<Path> left =
        caller.isRoot()
            ? folders.stream().filter(folder -> !DirectTree.give(folder, uid, gid)).toList()
            : folders;
    for (int from = 0; from < left.size(); from += PATHS_PER_COMMAND) {
      int to = Math.min(left.size(), from + PATHS_PER_COMMAND);
      asRoot(List.of(chown(uid, gid, left.subList(from, to))));
    }
  }

  /**
   * Makes the caller the owner of a folder and of all that is in it, lets it read all of that, and
   * takes away set-user-id, set-group-id and file capabilities.
   */
  void takeBack(Path folder) {
    asRoot(
        List.of(
            List.of("chmod", "-R", "u+rX,u-s,g-s", "--", folder.toString()),
            chown(caller.uid(), caller.gid(), List.of(folder))));
  }

  /**
   * Removes a folder and all that is in it; nothing happens when it is not there.
   *
   * @throws BundleAccessException when something is mounted in it
   */
  void remove(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (isMountedIn(folder)) {
      new FuseOverlays(caller).unmountIn(folder);
      if (caller.isRoot()) {
        unmountScratch(folder);
      }
      refuseMounts(folder);
    }
    if (DirectTree.remove(folder)) {
      return;
    }
    List<String> rm = List.of("rm", "-rf", "--", folder.toString());
    if (caller.isRoot()) {
      HostCommand.run(rm);
      return;
    }
    try {
      HostCommand.run(rm);
    } catch (HostCommandException e) {
      asRoot(List.of(rm));
    }
  }

  /**
   * Removes what folders have by a name, also where the caller may not look into them because they
   * belong to a build's user.
   */
  void removeIn(List<Path> folders, String name) {
    List<List<String>> closed = new ArrayList<>();
    for (Path folder : folders) {
      Path file = folder.resolve(name);
      if (caller.isRoot() || Files.isExecutable(folder)) {
        remove(file);
      } else {
        closed.add(List.of("rm", "-rf", "--", file.toString()));
      }
    }
    if (!closed.isEmpty()) {
      asRoot(closed);
    }
  }

  /** What the scratch folders of bundles in the folder are in. */
  private static void unmountScratch(Path folder) {
    try {
      LimitedFileSystem.unmountIn(folder);
    } catch (NoSuchFileException e) {
      return; // Someone else removes it at the same time.
    } catch (IOException e) {
      throw new BundleAccessException("find the mounts in", folder, e);
    }
  }

  private static boolean isMountedIn(Path folder) {
    return firstMount(folder).isPresent();
  }

  private static void refuseMounts(Path folder) {
    firstMount(folder)
        .ifPresent(
            place -> {
              String shown =
                  new String(place.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
              throw new BundleAccessException(
                  "remove",
                  folder,
                  new IOException(ForeignText.oneLine(shown) + " is mounted in it; unmount it"));
            });
  }

  /** The first place in the folder where something is mounted; each character is a byte of it. */
  private static Optional<String> firstMount(Path folder) {
    try {
      String bytes = new String(PathBytes.of(folder.toRealPath()), StandardCharsets.ISO_8859_1);
      return mounts().entries().stream()
          .filter(mount -> mount.isIn(bytes))
          .map(MountEntry::place)
          .findFirst();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Someone else removes it at the same time.
    } catch (IOException e) {
      throw new BundleAccessException("read", folder, e);
    }
  }

  private static MountTable mounts() {
    try {
      return MountTable.own();
    } catch (IOException e) {
      throw new BundleAccessException("read", MountTable.OWN, e);
    }
  }

  private List<String> chown(long uid, long gid, List<Path> folders) {
    List<String> line = new ArrayList<>(List.of("chown", "-R", "-h"));
    line.add(inside(uid, caller.uid()) + ":" + inside(gid, caller.gid()));
    line.add("--");
    folders.forEach(folder -> line.add(folder.toString()));
    return line;
  }

  /** The caller's own ids are 0 in its user namespace; the others are there what they are here. */
  private long inside(long id, long own) {
    return id == own ? 0 : id;
  }

  /** What is in folders that may belong to other ids. */
  ScratchUse use(List<Path> folders) {
    List<Long> numbers = new ArrayList<>();
    asRoot(
        folders.stream().flatMap(folder -> ScratchUse.commands(folder).stream()).toList(),
        command -> numbers.add(ScratchUse.number(HostCommand.output(command))));
    long bytes = 0;
    long files = 0;
    for (int i = 0; i < numbers.size(); i += 2) {
      bytes += numbers.get(i);
      files += numbers.get(i + 1);
    }
    return new ScratchUse(bytes, files);
  }

  private void asRoot(List<List<String>> commands) {
    asRoot(commands, HostCommand::run);
  }

  private void asRoot(List<List<String>> commands, Consumer<List<String>> runner) {
    if (caller.isRoot()) {
      commands.forEach(runner);
    } else if (caller.subordinate().isEmpty()) {
      for (List<String> command : commands) {
        List<String> line = new ArrayList<>(SINGLE);
        line.addAll(command);
        runner.accept(line);
      }
    } else {
      try (UserNamespace namespace = UserNamespace.open(caller.withOwn())) {
        commands.forEach(command -> runner.accept(namespace.inside(command)));
      }
    }
  }
}
