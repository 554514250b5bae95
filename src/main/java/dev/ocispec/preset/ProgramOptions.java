package dev.ocispec.preset;

import dev.ocispec.image.ImageGroups;
import dev.ocispec.image.ImageUser;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs in a container, and as whom. */
public final class ProgramOptions {
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*");
  private static final String ZONES = "/usr/share/zoneinfo/";

  private ProgramOptions() {}

  /**
   * {@return that user, by numbers}
   *
   * @param user {@code uid} or {@code uid:gid}
   * @throws dev.ocispec.image.ImageUserException for names, when the option is applied
   */
  public static ContainerOption user(String user) {
    return new UserChoice(user, Optional.empty());
  }

  /**
   * {@return that user, by numbers or names of the root filesystem, which is never left}
   *
   * @param user {@code user}, {@code uid}, {@code user:group}, {@code uid:gid} and so on
   * @param rootfs the root filesystem as this program sees it
   * @throws dev.ocispec.image.ImageUserException when there is no such user or group, when the
   *     option is applied
   */
  public static ContainerOption user(String user, Path rootfs) {
    return new UserChoice(user, Optional.of(rootfs));
  }

  /**
   * {@return further groups of the user}
   *
   * @param gids their ids
   */
  public static ContainerOption addGroups(long... gids) {
    List<String> all = new ArrayList<>();
    for (long gid : gids) {
      all.add(Long.toString(gid));
    }
    return new FurtherGroups(all, Optional.empty());
  }

  /**
   * {@return further groups of the user, by numbers or names of the root filesystem, which is never
   * left}
   *
   * @param rootfs the root filesystem as this program sees it
   * @param groups their ids or names
   * @throws dev.ocispec.image.ImageUserException when there is no such group, when the option is
   *     applied
   */
  public static ContainerOption addGroups(Path rootfs, String... groups) {
    return new FurtherGroups(List.of(groups), Optional.of(rootfs));
  }

  /**
   * {@return a variable of the environment}
   *
   * @param name its name
   * @param value its value
   */
  public static ContainerOption env(String name, String value) {
    return new Variable(name, value);
  }

  /**
   * {@return the folder that the program starts in}
   *
   * @param path an absolute path in the container
   */
  public static ContainerOption workingDirectory(String path) {
    return new WorkingDirectory(path);
  }

  /** {@return a terminal for the program} */
  public static ContainerOption terminal() {
    return new TerminalChoice();
  }

  /**
   * {@return a terminal of that size, which counts only together with {@link #terminal}}
   *
   * @param columns its width in characters
   * @param rows its height in characters
   */
  public static ContainerOption consoleSize(int columns, int rows) {
    return spec ->
        SpecEdits.process(
            spec, process -> process.consoleSize(size -> size.width(columns).height(rows)));
  }

  /**
   * {@return an init program around the program, which reaps processes and passes signals on}
   *
   * @param hostPath the init program on the host, for instance {@code /usr/bin/docker-init} or
   *     {@code /usr/bin/catatonit}; it should need no libraries
   * @param containerPath where it is mounted, read-only, and started, for instance {@code
   *     /sbin/docker-init}
   */
  public static ContainerOption init(String hostPath, String containerPath) {
    return new InitProgram(hostPath, containerPath);
  }

  /**
   * {@return that time zone: {@code TZ}, and the host's file of the zone, read-only, at {@code
   * /etc/localtime}}
   *
   * @param zone the name of a zone of the host, for instance {@code Europe/Berlin}
   * @throws IllegalArgumentException when it can't be the name of a zone
   */
  public static ContainerOption timeZone(String zone) {
    if (!ZONE.matcher(zone).matches()) {
      throw new IllegalArgumentException("expected a time zone like Europe/Berlin, found " + zone);
    }
    return new TimeZoneChoice(zone);
  }

  /** Who runs. */
  record UserChoice(String user, Optional<Path> rootfs) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, ids()::applyTo);
    }

    /** The user's ids. */
    ImageUser ids() {
      return ImageUser.of(user, rootfs);
    }
  }

  /** Further groups. */
  record FurtherGroups(List<String> groups, Optional<Path> rootfs) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      List<Long> all =
          Stream.concat(
                  spec.process().flatMap(ContainerProcess::user).stream()
                      .flatMap(user -> user.additionalGids().stream()),
                  gids().stream())
              .distinct()
              .toList();
      return SpecEdits.process(spec, process -> process.user(user -> user.additionalGids(all)));
    }

    /** The groups' ids. */
    List<Long> gids() {
      return groups.stream().map(group -> ImageGroups.id(group, rootfs)).toList();
    }
  }

  /** A variable. */
  record Variable(String name, String value) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.putEnv(name, value));
    }
  }

  /** Where the program starts. */
  record WorkingDirectory(String path) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.cwd(path));
    }
  }

  /** A terminal. */
  record TerminalChoice() implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.terminal(true));
    }
  }

  /** A program around the program. */
  record InitProgram(String hostPath, String containerPath) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return BindMount.of(hostPath, containerPath).readOnly().applyTo(started(spec));
    }

    /** With the program as what the init program starts. */
    Spec started(Spec spec) {
      List<String> args = new ArrayList<>(List.of(containerPath, "--"));
      spec.process().ifPresent(process -> args.addAll(process.args()));
      return SpecEdits.process(spec, process -> process.args(args));
    }
  }

  /** A time zone. */
  record TimeZoneChoice(String zone) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return ContainerOption.apply(
          spec, env("TZ", zone), BindMount.of(ZONES + zone, "/etc/localtime").readOnly());
    }
  }
}
