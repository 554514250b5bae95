package dev.ocispec.rule.knowledge.internal;

import static dev.ocispec.rule.Weight.ISOLATION;
import static dev.ocispec.rule.Weight.NOTABLE;
import static dev.ocispec.rule.Weight.PLAIN;

import dev.ocispec.rule.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a capability permits a process that is in the host's user namespace.
 *
 * @param name its name, {@code CAP_SYS_ADMIN}
 * @param weight how much that counts
 * @param permits what the process may do, to follow "it may"
 */
public record CapabilityMeaning(String name, Weight weight, String permits) {
  private static final Map<String, CapabilityMeaning> BY_NAME = new LinkedHashMap<>();

  static {
    add("SYS_ADMIN", ISOLATION, "mount file systems and administer the kernel, nearly as root");
    add("SYS_MODULE", ISOLATION, "load modules, which are code, into the host's kernel");
    add("SYS_RAWIO", ISOLATION, "use I/O ports and raw memory, where device files let it");
    add("SYS_BOOT", ISOLATION, "load another kernel to boot (kexec)");
    add("SYS_TIME", ISOLATION, "set the host's clock");
    add(
        "DAC_READ_SEARCH",
        ISOLATION,
        "read any file, and open files of the host outside its root by their handles");
    add("BPF", ISOLATION, "load BPF programs into the host's kernel");
    add("PERFMON", ISOLATION, "observe the host's kernel with performance counters and probes");
    add("MAC_ADMIN", ISOLATION, "change the policy of the host's mandatory access control");
    add("MAC_OVERRIDE", ISOLATION, "ignore the host's mandatory access control (Smack)");
    add("AUDIT_CONTROL", ISOLATION, "switch the host's audit log off and change its rules");
    add("AUDIT_READ", ISOLATION, "read the host's audit log");
    add("SYSLOG", NOTABLE, "read and clear the host's kernel log and see kernel addresses");
    add("SYS_PTRACE", NOTABLE, "read and change the memory of any process that it sees");
    add("NET_ADMIN", NOTABLE, "configure its network: interfaces, addresses, routes, firewall");
    add("NET_RAW", NOTABLE, "send and read raw packets, so forge addresses towards its neighbours");
    add("MKNOD", NOTABLE, "make device files; the device rules decide which of them it can open");
    add("SYS_RESOURCE", NOTABLE, "exceed rlimits, disk quotas and reserved space");
    add("SYS_NICE", NOTABLE, "take priority over the host's other processes");
    add("SYS_PACCT", NOTABLE, "switch the host's process accounting on and off");
    add("SYS_TTY_CONFIG", NOTABLE, "configure the host's virtual terminals and hang them up");
    add("IPC_LOCK", NOTABLE, "lock memory without limit, so that it is never swapped out");
    add("IPC_OWNER", NOTABLE, "use any System V object of its IPC namespace");
    add("LINUX_IMMUTABLE", NOTABLE, "make files immutable or append-only, and undo it");
    add("CHECKPOINT_RESTORE", NOTABLE, "checkpoint and restore processes");
    add("BLOCK_SUSPEND", NOTABLE, "keep the host from going to sleep");
    add("WAKE_ALARM", NOTABLE, "wake the host from sleep");
    add("LEASE", PLAIN, "take leases on any file");
    add("AUDIT_WRITE", PLAIN, "add records to the host's audit log");
    add("CHOWN", PLAIN, "change the owner of any file");
    add("DAC_OVERRIDE", PLAIN, "read and write any file, whatever its mode says");
    add("FOWNER", PLAIN, "treat any file as its own");
    add("FSETID", PLAIN, "keep set-user-ID bits on files that it changes");
    add("KILL", PLAIN, "signal any process that it sees");
    add("NET_BIND_SERVICE", PLAIN, "listen on ports below 1024");
    add("NET_BROADCAST", PLAIN, "do nothing more, since the kernel does not use it");
    add("SETFCAP", PLAIN, "give capabilities to files");
    add("SETGID", PLAIN, "take any group id");
    add("SETPCAP", PLAIN, "change its own capability sets within the bounding set");
    add("SETUID", PLAIN, "take any user id");
    add("SYS_CHROOT", PLAIN, "change its root directory");
  }

  private static void add(String name, Weight weight, String permits) {
    BY_NAME.put("CAP_" + name, new CapabilityMeaning("CAP_" + name, weight, permits));
  }

  /** The meaning of a capability by its name; empty for a name that no kernel knows. */
  public static Optional<CapabilityMeaning> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All that there are, the weightiest first. */
  public static List<CapabilityMeaning> all() {
    return List.copyOf(BY_NAME.values());
  }

  /** How much it counts in that container, whose namespaces may give it more or less to act on. */
  public Weight weightIn(ContainerView container) {
    if (!container.capabilitiesReachHost()) {
      return weight == PLAIN ? PLAIN : NOTABLE;
    }
    boolean widened =
        switch (name) {
          case "CAP_SYS_PTRACE" -> container.isHosts("pid");
          case "CAP_KILL" -> container.isHosts("pid");
          case "CAP_NET_ADMIN", "CAP_NET_RAW" -> container.isHosts("network");
          case "CAP_IPC_OWNER" -> container.isHosts("ipc");
          default -> false;
        };
    return widened ? ISOLATION : weight;
  }

  /** What it permits in that container, to follow "it may". */
  public String permitsIn(ContainerView container) {
    return switch (name) {
      case "CAP_SYS_PTRACE" ->
          container.isHosts("pid")
              ? "read and change the memory of any process of the host"
              : permits;
      case "CAP_KILL" -> container.isHosts("pid") ? "signal any process of the host" : permits;
      case "CAP_NET_ADMIN" ->
          container.isHosts("network")
              ? "configure the host's network: interfaces, addresses, routes, firewall"
              : permits;
      case "CAP_NET_RAW" ->
          container.isHosts("network")
              ? "read and forge packets on the host's network interfaces"
              : permits;
      case "CAP_SYS_BOOT" ->
          container.isHosts("pid") ? "reboot the host and load another kernel (kexec)" : permits;
      case "CAP_IPC_OWNER" ->
          container.isHosts("ipc") ? "use any System V object of the host" : permits;
      default -> permits;
    };
  }
}
