package dev.ocispec.rule.knowledge.internal;

import dev.ocispec.rule.Weight;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * System calls that count for isolation, by what they are good for.
 *
 * @param calls their names
 * @param opens what they do, to follow "which"
 * @param capability the capability without which the kernel refuses them; empty when anyone may
 *     make them
 */
public record SystemCallGroup(List<String> calls, String opens, Optional<String> capability) {
  // What CAP_SYS_ADMIN includes.
  private static final Set<String> INCLUDED = Set.of("CAP_BPF");

  private static final List<SystemCallGroup> ALL =
      List.of(
          of(
              "load code into the host's kernel",
              "CAP_SYS_MODULE",
              "init_module finit_module delete_module create_module"),
          of("load another kernel to boot", "CAP_SYS_BOOT", "kexec_load kexec_file_load"),
          of("reboot the host if it shares the host's process ids", "CAP_SYS_BOOT", "reboot"),
          of(
              "change what is mounted",
              "CAP_SYS_ADMIN",
              "mount umount umount2 pivot_root fsopen fsconfig fsmount fspick move_mount open_tree"
                  + " mount_setattr"),
          of(
              "open files by handle, past the root directory",
              "CAP_DAC_READ_SEARCH",
              "open_by_handle_at"),
          of("use I/O ports", "CAP_SYS_RAWIO", "iopl ioperm"),
          of("set the host's clock", "CAP_SYS_TIME", "settimeofday clock_settime stime"),
          of("change where the host swaps", "CAP_SYS_ADMIN", "swapon swapoff"),
          of("switch the host's process accounting", "CAP_SYS_PACCT", "acct"),
          of("set disk quotas", "CAP_SYS_ADMIN", "quotactl"),
          free("read the host's kernel log, unless the host restricts that", "syslog"),
          of("run BPF programs in the host's kernel", "CAP_BPF", "bpf"),
          free(
              "make or enter namespaces; as root of a user namespace of its own it reaches much"
                  + " more of the kernel's code",
              "unshare clone clone3 setns"),
          free(
              "queue file and network operations in a way that no filter sees (io_uring)",
              "io_uring_setup io_uring_enter io_uring_register"),
          free(
              "count and trace what the kernel and processes do, as far as the host allows it",
              "perf_event_open"),
          free("hold the kernel in page faults, which helps exploits", "userfaultfd"),
          free(
              "use the kernel's keyrings, which namespaces keep apart only in part",
              "add_key keyctl request_key"),
          free(
              "read and control other processes of the same user",
              "ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp"));

  private static SystemCallGroup of(String opens, String capability, String calls) {
    return new SystemCallGroup(List.of(calls.split(" ")), opens, Optional.of(capability));
  }

  private static SystemCallGroup free(String opens, String calls) {
    return new SystemCallGroup(List.of(calls.split(" ")), opens, Optional.empty());
  }

  /** All groups, the weightiest first. */
  public static List<SystemCallGroup> all() {
    return ALL;
  }

  /** How much it counts that a filter lets that container make these calls. */
  public Weight weightIn(ContainerView container) {
    boolean amongItsOwn = isAboutProcesses() && container.isNew("pid");
    return isOpenTo(container) && !amongItsOwn ? Weight.NOTABLE : Weight.PLAIN;
  }

  /** What they do in that container, to follow "with which it can". */
  public String opensIn(ContainerView container) {
    if (!isAboutProcesses()) {
      return opens;
    }
    if (container.isNew("pid")) {
      return "read and control the container's other processes of the same user";
    }
    return container.isHosts("pid") ? opens + ", the host's included" : opens;
  }

  private boolean isAboutProcesses() {
    return calls.contains("ptrace");
  }

  /** Whether the kernel would let the container make these calls if the filter did. */
  public boolean isOpenTo(ContainerView container) {
    if (capability.isEmpty()) {
      return true;
    }
    boolean held =
        container.held().contains(capability.orElseThrow())
            || INCLUDED.contains(capability.orElseThrow())
                && container.held().contains("CAP_SYS_ADMIN");
    // Mounting alone is left to those who have the capability in a user namespace only.
    return held && (container.capabilitiesReachHost() || calls.contains("mount"));
  }
}
