package dev.ocispec.host;

import dev.ocispec.features.Features;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.spec.LinuxNamespaceType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The facts a sandbox needs about the machine and the user who starts the runtime.
 *
 * <p>{@link #detect()} reads it from this machine; {@link #builder()} says it, for another machine
 * or a test. A builder starts with root on an x86_64 machine that has all namespaces and nothing
 * else.
 */
public interface HostFacts extends HostJacksonRefusal {
  /** {@return the user id that starts the runtime; 0 by default} */
  long uid();

  /** {@return its group id; 0 by default} */
  long gid();

  /** {@return the user's name, as {@code /etc/subuid} uses it; {@code root} by default} */
  String userName();

  /** {@return user ids that belong to this user for its containers, and that it can map} */
  List<IdRange> subordinateUids();

  /** {@return group ids that belong to this user for its containers, and that it can map} */
  List<IdRange> subordinateGids();

  /** {@return the processor as {@code uname -m} names it; {@code x86_64} by default} */
  String architecture();

  /**
   * {@return the systems whose programs run here, for instance {@code x86_64-linux}, emulated ones
   * included; by default those of the architecture}
   */
  Set<String> systems();

  /** {@return memory of the machine in bytes; empty when it is not known} */
  OptionalLong memory();

  /**
   * {@return how many files a process of a container can be allowed to have open; empty when it is
   * not known}
   */
  OptionalLong openFiles();

  /** {@return the namespaces that this user can make; all but time by default} */
  Set<LinuxNamespaceType> namespaces();

  /** {@return how control groups are arranged; {@code NONE} by default} */
  CgroupMode cgroupMode();

  /**
   * {@return the controllers through which this user can limit a container, for instance {@code
   * memory}}
   */
  Set<String> cgroupControllers();

  /**
   * {@return the group of the unified hierarchy below which this user's containers are to have
   * theirs, an absolute path from the hierarchy's top; empty where a runtime finds the place
   * itself, as for root} It was delegated to the user, by systemd for instance.
   */
  Optional<String> cgroupParent();

  /** {@return a statically linked shell; empty when there is none} */
  Optional<Path> staticShell();

  /**
   * {@return a statically linked shell that is nothing but a shell: dash or bash, without commands
   * that would come before those along {@code PATH}; empty when there is none}
   */
  Optional<Path> plainShell();

  /**
   * {@return the files for name resolution that exist, of {@code /etc/resolv.conf} and the like}
   */
  Set<String> resolverFiles();

  /**
   * {@return what there is to give a container a private network; {@link NetworkTools#NONE} by
   * default}
   */
  NetworkTools networkTools();

  /**
   * {@return flags that hold at and below a path, of {@code ro}, {@code nosuid}, {@code nodev} and
   * {@code noexec}} A container in a user namespace can't drop them from what it binds.
   */
  Map<String, Set<String>> mountFlags();

  /** {@return the device nodes, by absolute path} */
  Map<String, DeviceNumber> devices();

  /** {@return whom device nodes belong to, by absolute path; none by default} */
  Map<String, DeviceOwner> deviceOwners();

  /** {@return what the runtime says that it can do; empty when it was not asked} */
  Optional<Features> runtimeFeatures();

  /**
   * {@return which overlays work, and what root file systems hold; {@link TreeFacts#NONE} by
   * default, and in what {@link #detect()} gives, which tries nothing}
   */
  TreeFacts trees();

  /** {@return what holds this process already; {@link Confinement#NONE} by default} */
  Confinement confinement();

  /** {@return what could not be found out, or can't be used, one line each} */
  List<String> unknown();

  /**
   * {@return the flags of {@link #mountFlags()} that hold at {@code path}: those of the nearest
   * entry}
   *
   * @param path an absolute path of the host
   */
  default Set<String> flagsAt(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Set<String> flags = mountFlags().get(path.substring(0, end));
      if (flags != null) {
        return flags;
      }
    }
    return mountFlags().getOrDefault("/", Set.of());
  }

  /**
   * {@return whether the runtime is known to understand the mount option {@code name}}
   *
   * @param name a mount option, for instance {@code idmap}
   */
  default boolean knowsMountOption(String name) {
    return runtimeFeatures().map(f -> f.mountOptions().contains(name)).orElse(false);
  }

  /**
   * Reads the facts from this machine, for any request. It runs nothing, so what the runtime can do
   * stays unknown: add it with {@code toBuilder().runtimeFeatures(…)}. A file of the machine that
   * is missing, odd or can't be read is no error: {@link #unknown()} says so, and the fact is the
   * default or left out.
   *
   * @return the facts
   */
  static HostFacts detect() {
    return HostDetection.of(Path.of("/")).facts();
  }

  /**
   * {@return the same, and what lies at {@code sources}, the paths of the host that a container is
   * to see: mount flags, symbolic links followed, and device nodes} For a build request they are
   * its {@code hostPaths()}; a relative one is taken from the working directory.
   *
   * @param sources absolute paths of the host
   */
  static HostFacts detect(Collection<Path> sources) {
    return HostDetection.of(Path.of("/")).facts(sources);
  }

  /** {@return a builder with the defaults} */
  static Builder builder() {
    return ImmutableHostFacts.builder();
  }

  /** {@return a builder initialised with these facts} */
  default Builder toBuilder() {
    return ImmutableHostFacts.builder().from(this);
  }

  /** Collects facts; what is not set is as the accessor says. Not thread-safe. */
  interface Builder extends DeviceFacts {
    /**
     * Sets the user id that starts the runtime.
     *
     * @param value the user id that starts the runtime
     * @return this builder
     */
    Builder uid(long value);

    /**
     * Sets its group id.
     *
     * @param value its group id
     * @return this builder
     */
    Builder gid(long value);

    /**
     * Sets the user's name.
     *
     * @param value the user's name
     * @return this builder
     */
    Builder userName(String value);

    /**
     * Replaces the user ids that the user can map.
     *
     * @param values the user ids that the user can map
     * @return this builder
     */
    Builder subordinateUids(Iterable<? extends IdRange> values);

    /**
     * Appends user ids that the user can map.
     *
     * @param value user ids that the user can map
     * @return this builder
     */
    Builder addSubordinateUid(IdRange value);

    /**
     * Replaces the group ids that the user can map.
     *
     * @param values the group ids that the user can map
     * @return this builder
     */
    Builder subordinateGids(Iterable<? extends IdRange> values);

    /**
     * Appends group ids that the user can map.
     *
     * @param value group ids that the user can map
     * @return this builder
     */
    Builder addSubordinateGid(IdRange value);

    /**
     * Sets the processor as {@code uname -m} names it.
     *
     * @param value the processor as {@code uname -m} names it
     * @return this builder
     */
    Builder architecture(String value);

    /**
     * Sets the systems whose programs run here.
     *
     * @param values the systems whose programs run here
     * @return this builder
     */
    Builder systems(Iterable<String> values);

    /**
     * Sets the machine's memory in bytes.
     *
     * @param bytes the machine's memory in bytes
     * @return this builder
     */
    Builder memory(long bytes);

    /**
     * Sets how many files a process of a container can be allowed to have open.
     *
     * @param count the number of files
     * @return this builder
     */
    Builder openFiles(long count);

    /**
     * Sets the namespaces that the user can make.
     *
     * @param values the namespaces
     * @return this builder
     */
    Builder namespaces(Iterable<? extends LinuxNamespaceType> values);

    /**
     * Sets how control groups are arranged.
     *
     * @param value how control groups are arranged
     * @return this builder
     */
    Builder cgroupMode(CgroupMode value);

    /**
     * Replaces the controllers that the user can set.
     *
     * @param values the controllers that the user can set
     * @return this builder
     */
    Builder cgroupControllers(Iterable<String> values);

    /**
     * Sets the group below which the user's containers are to have theirs.
     *
     * @param value an absolute path from the hierarchy's top
     * @return this builder
     */
    Builder cgroupParent(String value);

    /**
     * Sets a shell that runs without any other file.
     *
     * @param value a shell that runs without any other file
     * @return this builder
     */
    Builder staticShell(Path value);

    /**
     * Sets a shell that runs without any other file and is nothing but a shell.
     *
     * @param value such a shell
     * @return this builder
     */
    Builder plainShell(Path value);

    /**
     * Replaces the files for name resolution that exist.
     *
     * @param values the files for name resolution that exist
     * @return this builder
     */
    Builder resolverFiles(Iterable<String> values);

    /**
     * Sets what there is to give a container a private network.
     *
     * @param value what there is to give a container a private network
     * @return this builder
     */
    Builder networkTools(NetworkTools value);

    /**
     * Replaces the flags of mounts.
     *
     * @param values the flags of mounts
     * @return this builder
     */
    Builder mountFlags(Map<String, ? extends Set<String>> values);

    /**
     * Sets the flags that hold at and below a path.
     *
     * @param path an absolute path of the host
     * @param flags the flags, as mount options spell them
     * @return this builder
     */
    Builder putMountFlag(String path, Set<String> flags);

    /**
     * Sets which overlays work, and what root file systems hold.
     *
     * @param value what was tried and looked at
     * @return this builder
     */
    Builder trees(TreeFacts value);

    /**
     * Sets what holds this process already.
     *
     * @param value what holds it
     * @return this builder
     */
    Builder confinement(Confinement value);

    /**
     * Sets what the runtime says that it can do.
     *
     * @param value what the runtime says that it can do
     * @return this builder
     */
    Builder runtimeFeatures(Features value);

    /**
     * Replaces what could not be found out.
     *
     * @param values what could not be found out
     * @return this builder
     */
    Builder unknown(Iterable<String> values);

    /**
     * Appends something that could not be found out.
     *
     * @param line something that could not be found out
     * @return this builder
     */
    Builder addUnknown(String line);

    /**
     * Makes the value.
     *
     * @return the facts
     */
    HostFacts build();
  }
}
