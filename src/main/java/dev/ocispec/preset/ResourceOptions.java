package dev.ocispec.preset;

import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxResources;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.PosixRlimitType;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.Unsigned64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** How much of the host a container may use. */
public final class ResourceOptions {
  private static final String SHM = "/dev/shm";
  private static final String SIZE = "size=";
  private static final long CPU_PERIOD_MICROS = 100_000;

  private ResourceOptions() {}

  /**
   * {@return at most that much memory} What it may swap is not limited by this.
   *
   * @param bytes the limit
   */
  public static ContainerOption memory(long bytes) {
    return resources(resources -> resources.memory(memory -> memory.limit(bytes)));
  }

  /**
   * {@return at most the time of that many processors, in periods of 100 ms}
   *
   * @param processors how many, for instance 0.5
   */
  public static ContainerOption cpus(double processors) {
    long quota = Math.round(processors * CPU_PERIOD_MICROS);
    return resources(resources -> resources.cpu(cpu -> cpu.quota(quota).period(CPU_PERIOD_MICROS)));
  }

  /**
   * {@return at most that many processes and threads}
   *
   * @param limit the limit; -1 for none
   */
  public static ContainerOption pids(long limit) {
    return resources(resources -> resources.pids(pids -> pids.limit(limit)));
  }

  /**
   * {@return any change of the limits of the control group}
   *
   * @param edit the change
   */
  public static ContainerOption resources(Consumer<LinuxResources.Builder> edit) {
    return new ResourceChange(edit);
  }

  /**
   * {@return a limit of each process}
   *
   * @param type the kind
   * @param soft the limit, of the kind's unit, see getrlimit(2); -1 for none
   * @param hard how far a process may raise it; -1 for no end
   * @throws IllegalArgumentException for other negative limits, when the option is applied
   */
  public static ContainerOption ulimit(PosixRlimitType type, long soft, long hard) {
    return new Ulimit(type, soft, hard);
  }

  /**
   * {@return a parameter of the kernel for the container's namespaces}
   *
   * @param name the parameter, for instance {@code net.ipv4.ip_forward}
   * @param value its value
   */
  public static ContainerOption sysctl(String name, String value) {
    return new SysctlChoice(name, value);
  }

  /**
   * {@return that size of {@code /dev/shm}; a configuration without that mount stays as it is}
   *
   * @param bytes the size
   */
  public static ContainerOption shmSize(long bytes) {
    return new ShmSize(bytes);
  }

  /** {@return no {@code /dev/shm}, for containers that share no memory} */
  public static ContainerOption withoutShm() {
    return new WithoutShm();
  }

  /**
   * {@return how willingly the kernel ends the container when memory is short}
   *
   * @param score -1000 (never) to 1000 (first)
   */
  public static ContainerOption oomScoreAdj(int score) {
    return new OomScore(score);
  }

  /**
   * {@return the control group that the container is in}
   *
   * @param path the path, in the words of the runtime
   */
  public static ContainerOption cgroupsPath(String path) {
    return new CgroupsPathChoice(path);
  }

  /**
   * {@return the control group below which the container's own is}
   *
   * @param path the path of the parent, or the name of a slice where systemd makes control groups
   */
  public static ContainerOption cgroupParent(String path) {
    return new CgroupParent(path);
  }

  /** Limits of the control group. */
  record ResourceChange(Consumer<LinuxResources.Builder> edit) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.resources(spec, edit);
    }
  }

  /** A limit of each process. */
  record Ulimit(PosixRlimitType type, long soft, long hard) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(
          spec,
          process ->
              process.putRlimit(
                  limit -> limit.type(type).soft(unsigned(soft)).hard(unsigned(hard))));
    }

    /** -1 is what people write for no limit, and what the kernel takes for it. */
    static Unsigned64 unsigned(long limit) {
      return limit == -1 ? Unsigned64.MAX : Unsigned64.of(limit);
    }
  }

  /** A parameter of the kernel. */
  record SysctlChoice(String name, String value) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(spec, linux -> linux.putSysctl(name, value));
    }
  }

  /** The size of the shared memory. */
  record ShmSize(long bytes) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      Optional<Mount> shm =
          spec.mounts().stream().filter(mount -> mount.destination().equals(SHM)).findFirst();
      if (shm.isEmpty()) {
        return spec;
      }
      List<String> options =
          Stream.concat(
                  shm.get().options().stream().filter(option -> !option.startsWith(SIZE)),
                  Stream.of(SIZE + bytes))
              .toList();
      return spec.toBuilder().editMount(SHM, mount -> mount.options(options)).build();
    }
  }

  /** No shared memory. */
  record WithoutShm() implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return spec.mounts().stream().noneMatch(mount -> mount.destination().equals(SHM))
          ? spec
          : spec.toBuilder().removeMount(SHM).build();
    }
  }

  /** How willingly the kernel ends the container. */
  record OomScore(int score) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.process(spec, process -> process.oomScoreAdj(score));
    }
  }

  /** The control group that the container is in. */
  record CgroupsPathChoice(String path) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      return SpecEdits.linux(spec, linux -> linux.cgroupsPath(path));
    }
  }

  /** Below which control group the container's is. */
  record CgroupParent(String path) implements ContainerOption {
    @Override
    public Spec applyTo(Spec spec) {
      String own = spec.linux().flatMap(Linux::cgroupsPath).orElse("");
      String name = own.substring(own.lastIndexOf('/') + 1);
      return SpecEdits.linux(
          spec, linux -> linux.cgroupsPath(name.isEmpty() ? path : path + "/" + name));
    }
  }
}
