package dev.ocispec.preset;

import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Options that only podman has, for {@link Presets#podman}. Applied to another configuration they
 * do the same as far as it can be done there.
 */
public final class PodmanOptions {
  private PodmanOptions() {}

  /**
   * {@return as an ordinary user starts it} The configuration is for a user namespace that podman
   * has made around the runtime: no control group of its own, and devices of the host as bind
   * mounts. What podman can't do there, see {@link Presets#rootless}. Nothing on another
   * configuration.
   */
  public static ContainerOption rootless() {
    return new Rootless();
  }

  /**
   * {@return a user namespace ({@code --userns})}
   *
   * @param mode podman's word for it, for instance {@code private}, {@code auto:size=4096}, {@code
   *     keep-id} or {@code nomap}
   * @param mappings the ids that podman found for it
   */
  public static ContainerOption userNamespace(String mode, IdMappings mappings) {
    return new UserNamespace(mode, mappings);
  }

  /**
   * {@return the namespace of another container, at {@code path}} Unlike for {@link
   * NamespaceOptions#joined}, podman sets no parameters of the kernel in it.
   *
   * @param type the kind
   * @param path an absolute path of the host, for instance {@code /proc/4711/ns/net}
   */
  public static ContainerOption containerNamespace(LinuxNamespaceType type, String path) {
    return new ContainerNamespace(type, path);
  }

  /**
   * {@return membership of a pod: its control group, and an annotation} The namespaces that the
   * pod's containers share are {@link #containerNamespace} each.
   *
   * @param id the pod's id
   * @param infraId the id of the container that holds the pod's namespaces
   */
  public static ContainerOption pod(String id, String infraId) {
    return new Pod(id, infraId);
  }

  /**
   * {@return where a file is that podman makes anew for each container} It is bound at {@code
   * destination} with podman's options: {@code /etc/hosts}, {@code /etc/hostname}, {@code
   * /etc/resolv.conf}, {@code /run/.containerenv}, {@code /etc/localtime}, {@code /dev/shm}, and
   * the anonymous volumes of an image. Those that are not given are left out; {@code /dev/shm} is a
   * new file system in memory then.
   *
   * @param destination an absolute path in the container
   * @param source an absolute path of the host
   */
  public static ContainerOption engineFile(String destination, String source) {
    return new EngineFile(destination, source);
  }

  /**
   * {@return a named volume ({@code --volume NAME:destination})}
   *
   * @param source the folder of the volume on the host
   * @param destination an absolute path in the container
   * @param options mount options, for instance {@code ro}
   */
  public static ContainerOption volume(String source, String destination, String... options) {
    return new Volume(source, destination, List.of(options));
  }

  /**
   * {@return that a read-only root filesystem has nothing writable in it} ({@code
   * --read-only-tmpfs=false}) Otherwise podman mounts a tmpfs at {@code /run}, {@code /tmp} and
   * {@code /var/tmp}. Nothing on another configuration.
   */
  public static ContainerOption withoutReadonlyTmpfs() {
    return new WithoutReadonlyTmpfs();
  }

  /** {@return a container without {@code /dev/shm} ({@code --ipc none})} */
  public static ContainerOption withoutSharedMemory() {
    return new WithoutSharedMemory();
  }

  /** {@return a container without a control group of its own ({@code --cgroups disabled})} */
  public static ContainerOption withoutCgroups() {
    return new WithoutCgroups();
  }

  /**
   * {@return further masked paths ({@code --security-opt mask})}
   *
   * @param paths absolute paths in the container
   */
  public static ContainerOption mask(String... paths) {
    return new Mask(List.of(paths));
  }

  /**
   * {@return fewer masked and read-only paths ({@code --security-opt unmask})}; {@link
   * SecurityOptions#unmasked} is for all of them
   *
   * @param paths absolute paths in the container, or patterns of them like {@code /proc/*}
   */
  public static ContainerOption unmask(String... paths) {
    return new Unmask(List.of(paths));
  }

  /**
   * {@return the options of {@code /proc}, in the place of the usual ones ({@code --security-opt
   * proc-opts})}
   *
   * @param options mount options, for instance {@code hidepid=2}
   */
  public static ContainerOption procOptions(String... options) {
    return new ProcMountOptions(List.of(options));
  }

  /**
   * {@return the permissions that new files do not get ({@code --umask})}
   *
   * @param umask 0 to 0777
   */
  public static ContainerOption umask(int umask) {
    return new Umask(umask);
  }

  /**
   * {@return the signal that ends the container, and how long podman waits before it kills}
   *
   * @param signal its number; podman's default is the image's, or else 15
   * @param seconds the time; podman's default is 10
   */
  public static ContainerOption stop(int signal, int seconds) {
    return new StopChoice(signal, seconds);
  }

  /**
   * {@return how many open files and processes podman itself may have} It gives the container no
   * more when it can't raise them: for an ordinary user, and since podman 5 for a root without
   * {@code CAP_SYS_RESOURCE}. Default: 1048576 each, which is as much as podman ever gives.
   *
   * @param files the limit of open files
   * @param processes the limit of processes
   */
  public static ContainerOption hostLimits(long files, long processes) {
    return new HostLimits(files, processes);
  }

  /**
   * {@return a folder of the host whose changes are thrown away ({@code --volume
   * source:destination:O})}
   *
   * @param source the folder on the host
   * @param destination an absolute path in the container
   * @param storage the folder where podman keeps the changes, with {@code upper}, {@code work} and
   *     {@code merge} in it
   */
  public static ContainerOption overlay(String source, String destination, String storage) {
    return new Overlay(source, destination, storage);
  }

  /** {@return what systemd as the program needs ({@code --systemd always})} */
  public static ContainerOption systemd() {
    return new Systemd();
  }

  /**
   * {@return an annotation ({@code --annotation})}
   *
   * @param key its key
   * @param value its value
   */
  public static ContainerOption annotation(String key, String value) {
    return spec -> spec.toBuilder().putAnnotation(key, value).build();
  }

  /** By an ordinary user. */
  record Rootless() implements PodmanOption {}

  /** A user namespace. */
  record UserNamespace(String mode, IdMappings mappings) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return NamespaceOptions.mapped(mappings).applyTo(spec);
    }
  }

  /** A namespace of another container. */
  record ContainerNamespace(LinuxNamespaceType type, String path) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return NamespaceOptions.joined(type, path).applyTo(spec);
    }
  }

  /** Membership of a pod. */
  record Pod(String id, String infraId) implements PodmanOption {}

  /** A file of podman's own. */
  record EngineFile(String destination, String source) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return BindMount.of(source, destination).withoutSubmounts().applyTo(spec);
    }
  }

  /** A volume. */
  record Volume(String source, String destination, List<String> options) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return BindMount.of(source, destination)
          .options(options.toArray(String[]::new))
          .applyTo(spec);
    }
  }

  /** Limits of the host. */
  record HostLimits(long files, long processes) implements PodmanOption {}

  /** A folder whose changes are thrown away. */
  record Overlay(String source, String destination, String storage) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.toBuilder().putMount(mount()).build();
    }

    Mount mount() {
      return Mount.builder()
          .destination(destination)
          .type("overlay")
          .source(storage + "/merge")
          .options(
              "lowerdir=" + source,
              "upperdir=" + storage + "/upper",
              "workdir=" + storage + "/work",
              "private")
          .build();
    }
  }

  /** Nothing writable in a read-only root filesystem. */
  record WithoutReadonlyTmpfs() implements PodmanOption {}

  /** No shared memory. */
  record WithoutSharedMemory() implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.toBuilder().removeMount("/dev/shm").build();
    }
  }

  /** No control group. */
  record WithoutCgroups() implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(spec, linux -> linux.clearCgroupsPath().clearResources());
    }
  }

  /** More masked paths. */
  record Mask(List<String> paths) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(spec, linux -> linux.addMaskedPaths(paths.toArray(String[]::new)));
    }
  }

  /** Fewer masked and read-only paths. */
  record Unmask(List<String> paths) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.linux()
          .map(
              old ->
                  SpecEdits.linux(
                      spec,
                      linux ->
                          linux
                              .maskedPaths(without(old.maskedPaths()))
                              .readonlyPaths(without(old.readonlyPaths()))))
          .orElse(spec);
    }

    List<String> without(List<String> all) {
      return all.stream()
          .filter(path -> paths.stream().noneMatch(pattern -> path.matches(regex(pattern))))
          .toList();
    }

    /** An asterisk or question mark stands for what is not a slash. */
    private static String regex(String pattern) {
      StringBuilder regex = new StringBuilder();
      pattern
          .chars()
          .forEach(
              c ->
                  regex.append(
                      switch (c) {
                        case '*' -> "[^/]*";
                        case '?' -> "[^/]";
                        default -> Pattern.quote(Character.toString(c));
                      }));
      return regex.toString();
    }
  }

  /** Options of /proc. */
  record ProcMountOptions(List<String> options) implements PodmanOption {
    private static final String PROC = "/proc";

    @Override
    public Spec applyTo(Spec spec) {
      boolean mounted = spec.mounts().stream().map(Mount::destination).anyMatch(PROC::equals);
      return mounted
          ? spec.toBuilder().editMount(PROC, mount -> mount.options(options)).build()
          : spec;
    }
  }

  /** Permissions of new files. */
  record Umask(int umask) implements PodmanOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.user(user -> user.umask(umask)));
    }
  }

  /** How the container ends. */
  record StopChoice(int signal, int seconds) implements PodmanOption {}

  /** The program is systemd. */
  record Systemd() implements PodmanOption {}
}
