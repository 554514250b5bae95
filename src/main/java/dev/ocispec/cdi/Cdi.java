package dev.ocispec.cdi;

import dev.ocispec.cdispec.CdiDevice;
import dev.ocispec.cdispec.CdiIntelRdt;
import dev.ocispec.cdispec.CdiSpec;
import dev.ocispec.cdispec.ContainerEdits;
import dev.ocispec.report.Report;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The devices that files of the Container Device Interface describe, and their way into a
 * configuration. Immutable; the files are read once, by {@link #load}.
 *
 * <pre>{@code
 * Spec withGpu = Cdi.load(Path.of("/etc/cdi")).inject(spec, "vendor.com/gpu=0");
 * }</pre>
 *
 * <p>The files of a folder are those whose names end in {@code .json} or {@code .yaml}; folders in
 * it are not looked into. Reading YAML takes the optional library snakeyaml-engine. A file may have
 * 4 MiB and 32 levels.
 */
public final class Cdi {
  /** {@code /etc/cdi} for files that stay and {@code /var/run/cdi} for generated ones. */
  public static final List<Path> DEFAULT_FOLDERS =
      List.of(Path.of("/etc/cdi"), Path.of("/var/run/cdi"));

  private final List<Path> folders;
  private final DeviceIndex index;
  private final List<CdiException> problems;
  private final HostDeviceLookup host;

  private Cdi(
      List<Path> folders, DeviceIndex index, List<CdiException> problems, HostDeviceLookup host) {
    this.folders = folders;
    this.index = index;
    this.problems = problems;
    this.host = host;
  }

  /**
   * {@return the devices of these folders; every file has to be right}
   *
   * @param folders the folders, each going before those to the left of it where both describe a
   *     device; none for {@link #DEFAULT_FOLDERS}. One that does not exist is empty.
   * @throws CdiFileException when a file can't be read or does not keep to the specification
   * @throws CdiConflictException when two files of a folder describe the same device, and no later
   *     folder does
   * @throws YamlLibraryException when a file is in YAML and the library for it is missing. Of
   *     several faults the first is thrown, with the others suppressed in it.
   */
  public static Cdi load(Path... folders) {
    Cdi loaded = loadUsable(folders);
    if (!loaded.problems.isEmpty()) {
      CdiException first = loaded.problems.get(0);
      loaded.problems.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return loaded;
  }

  /**
   * {@return the devices of those files that are right, as engines do it} The others are among the
   * {@link #problems()}, and devices that are in conflict are errors only when they are asked for.
   *
   * @param folders the folders, as for {@link #load}
   */
  public static Cdi loadUsable(Path... folders) {
    List<Path> all = folders.length == 0 ? DEFAULT_FOLDERS : List.copyOf(Arrays.asList(folders));
    CdiFolders read = CdiFolders.read(all);
    DeviceIndex index = new DeviceIndex(read.files());
    List<CdiException> problems = new ArrayList<>(read.problems());
    problems.addAll(index.conflicts());
    return new Cdi(all, index, List.copyOf(problems), HostDeviceLookup.ofThisHost());
  }

  /**
   * {@return the same devices for another host} Files may leave the type and the numbers of a
   * device node to the host. By default that is the machine that this program runs on: {@code
   * lstat(2)} of the node's {@code hostPath}, or of its {@code path} when there is none.
   *
   * @param lookup tells what device nodes the host has
   */
  public Cdi onHost(HostDeviceLookup lookup) {
    return new Cdi(folders, index, problems, Objects.requireNonNull(lookup, "lookup"));
  }

  /** {@return the devices that can be asked for, by name; without those that are in conflict} */
  public List<CdiDeviceName> devices() {
    return index.names();
  }

  /** {@return what is wrong with the files; empty after {@link #load}} */
  public List<CdiException> problems() {
    return problems;
  }

  /**
   * {@return what the file of a device says}
   *
   * @param device the device
   * @throws CdiDeviceNotFoundException when no file describes it
   * @throws CdiConflictException when several files of one folder do
   */
  public CdiSpec specOf(CdiDeviceName device) {
    return find(List.of(device)).get(0).file().spec();
  }

  /**
   * {@return the file that describes a device}
   *
   * @param device the device
   * @throws CdiDeviceNotFoundException when no file does
   * @throws CdiConflictException when several files of one folder do
   */
  public Path fileOf(CdiDeviceName device) {
    return find(List.of(device)).get(0).file().path();
  }

  /**
   * {@return the configuration with these devices}
   *
   * <p>The changes that a file makes for all its devices are made once, before those of the first
   * of them. All changes are made kind after kind: variables, device nodes with the right to use
   * them, network interfaces, mounts, hooks, Intel RDT, groups. A variable, device node or mount
   * takes the place of one with the same name or path; mounts are sorted then, so that each comes
   * after the one that it is below. A device node without owner gets the process's user, unless
   * that is 0.
   *
   * @param spec the configuration
   * @param devices full names such as {@code vendor.com/gpu=0}; one that is repeated counts once
   * @throws CdiNameException when a name is none
   * @throws CdiDeviceNotFoundException when no file describes a device
   * @throws CdiConflictException when several files of one folder do
   * @throws CdiInjectionException when the host has no device node that a file relies on, or the
   *     configuration has no process
   */
  public Spec inject(Spec spec, String... devices) {
    return inject(spec, Stream.of(devices).map(CdiDeviceName::parse).toList());
  }

  /**
   * {@return the configuration with these devices, see {@link #inject(Spec, String...)}}
   *
   * @param spec the configuration
   * @param devices the devices
   * @throws CdiDeviceNotFoundException when no file describes a device
   * @throws CdiConflictException when several files of one folder do
   * @throws CdiInjectionException when the host has no device node that a file relies on, or the
   *     configuration has no process
   */
  public Spec inject(Spec spec, List<CdiDeviceName> devices) {
    return new EditInjection(spec, host).with(edits(find(devices.stream().distinct().toList())));
  }

  /**
   * {@return what the specification has against a file} Valid when there is nothing; {@link #load}
   * refuses others.
   *
   * @param spec what the file says
   */
  public static Report validate(CdiSpec spec) {
    return new Report("cdi", CdiSpecCheck.of(spec));
  }

  /**
   * {@return the lowest {@code cdiVersion} that has all that a file uses; at least 0.3.0}
   *
   * @param spec what the file says
   */
  public static String minimumVersion(CdiSpec spec) {
    return ReleaseNeeds.lowest(spec).toString();
  }

  private List<DeviceIndex.Entry> find(List<CdiDeviceName> devices) {
    List<CdiDeviceName> missing =
        devices.stream().filter(device -> index.entry(device).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new CdiDeviceNotFoundException(missing, folders, devices(), problems);
    }
    Optional<CdiConflictException> conflict =
        devices.stream().flatMap(device -> index.conflict(device).stream()).findFirst();
    if (conflict.isPresent()) {
      throw conflict.get();
    }
    return devices.stream().flatMap(device -> index.entry(device).stream()).toList();
  }

  private static ContainerEdits edits(List<DeviceIndex.Entry> entries) {
    ContainerEdits.Builder edits = ContainerEdits.builder();
    Set<Path> files = new HashSet<>();
    for (DeviceIndex.Entry entry : entries) {
      if (files.add(entry.file().path())) {
        entry.file().spec().containerEdits().ifPresent(more -> append(edits, more));
      }
      CdiDevice device = entry.device();
      device.containerEdits().ifPresent(more -> append(edits, more));
    }
    return edits.build();
  }

  private static void append(ContainerEdits.Builder edits, ContainerEdits more) {
    edits.addEnv(more.env().toArray(String[]::new));
    more.deviceNodes().forEach(edits::addDeviceNode);
    more.netDevices().forEach(edits::addNetDevice);
    more.mounts().forEach(edits::addMount);
    more.hooks().forEach(edits::addHook);
    Optional<CdiIntelRdt> intelRdt = more.intelRdt();
    intelRdt.ifPresent(edits::intelRdt);
    edits.addAdditionalGids(more.additionalGids().stream().mapToLong(Long::longValue).toArray());
  }
}
