package dev.ocispec.sandbox;

import dev.ocispec.spec.Capability;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which system calls a build may make, whatever their arguments: the calls that docker, podman and
 * containerd let through, and what their documents show to depend on a capability. Calls that
 * depend on arguments are in {@link SeccompArguments}, those of one kind of processor in {@link
 * SeccompArchitecture}.
 */
final class SeccompTable {
  /** Allowed for every build. */
  static final List<String> ALWAYS =
      names(
          """
          _llseek _newselect accept accept4 access adjtimex alarm bind brk cachestat
          capget capset chdir chown chown32 clock_adjtime clock_adjtime64 clock_getres
          clock_getres_time64 clock_gettime clock_gettime64 clock_nanosleep
          clock_nanosleep_time64 close close_range connect copy_file_range dup dup2 dup3
          epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2
          epoll_wait epoll_wait_old eventfd eventfd2 execve execveat exit exit_group
          faccessat faccessat2 fadvise64 fadvise64_64 fallocate fanotify_mark fchdir
          fchown fchown32 fchownat fcntl fcntl64 fdatasync fgetxattr flistxattr flock
          fork fremovexattr fsetxattr fstat fstat64 fstatat64 fstatfs fstatfs64 fsync
          ftruncate ftruncate64 futex futex_requeue futex_time64 futex_wait futex_waitv
          futex_wake futimesat get_robust_list get_thread_area getcpu getcwd getdents
          getdents64 getegid getegid32 geteuid geteuid32 getgid getgid32 getgroups
          getgroups32 getitimer getpeername getpgid getpgrp getpid getppid getpriority
          getrandom getresgid getresgid32 getresuid getresuid32 getrlimit getrusage
          getsid getsockname getsockopt gettid gettimeofday getuid getuid32 getxattr
          getxattrat inotify_add_watch inotify_init inotify_init1 inotify_rm_watch
          io_cancel io_destroy io_getevents io_pgetevents io_pgetevents_time64 io_setup
          io_submit ioctl ioprio_get ioprio_set ipc kill landlock_add_rule
          landlock_create_ruleset landlock_restrict_self lchown lchown32 lgetxattr link
          linkat listen listmount listxattr listxattrat llistxattr lremovexattr lseek
          lsetxattr lstat lstat64 madvise map_shadow_stack membarrier memfd_create
          memfd_secret mincore mkdir mkdirat mlock mlock2 mlockall mmap mmap2 mprotect
          mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64
          mq_timedsend mq_timedsend_time64 mq_unlink mremap mseal msgctl msgget msgrcv
          msgsnd msync munlock munlockall munmap name_to_handle_at nanosleep newfstatat
          pause pidfd_open pidfd_send_signal pipe pipe2 pkey_alloc pkey_free
          pkey_mprotect poll ppoll ppoll_time64 prctl pread64 preadv preadv2 prlimit64
          process_mrelease process_vm_readv process_vm_writev pselect6 pselect6_time64
          ptrace pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv recv
          recvfrom recvmmsg recvmmsg_time64 recvmsg remap_file_pages removexattr
          removexattrat rename renameat restart_syscall riscv_hwprobe rmdir rseq
          rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn
          rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo
          sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr
          sched_getparam sched_getscheduler sched_rr_get_interval
          sched_rr_get_interval_time64 sched_setaffinity sched_setattr sched_setparam
          sched_setscheduler sched_yield seccomp select semctl semget semop semtimedop
          semtimedop_time64 send sendfile sendfile64 sendmmsg sendmsg sendto
          set_robust_list set_thread_area set_tid_address setfsgid setfsgid32 setfsuid
          setfsuid32 setgid setgid32 setgroups setgroups32 setitimer setpgid setpriority
          setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid
          setreuid32 setrlimit setsid setsockopt setuid setuid32 setxattr setxattrat
          shmat shmctl shmdt shmget shutdown sigaltstack signalfd signalfd4 sigprocmask
          sigreturn splice stat stat64 statfs statfs64 statmount statx symlink symlinkat
          sync sync_file_range syncfs sysinfo tee tgkill time timer_create timer_delete
          timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64
          timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime
          timerfd_settime64 times tkill truncate truncate64 ugetrlimit umask uname
          unlink unlinkat uretprobe utime utimensat utimensat_time64 utimes vfork
          vmsplice wait4 waitid waitpid write writev
          """);

  /**
   * Known and forbidden for every build: keys, asynchronous rings, page faults in user space, other
   * kernels, other roots, what only old programs had, and socketcall. A call that is in no table at
   * all answers as if the kernel did not know it, so that programs take another way.
   *
   * <p>A call that stands for several others is in as a whole or out as a whole, since a filter
   * can't see which of them is meant, or with what arguments. So ipc is allowed, because all that
   * it stands for is allowed whatever the arguments, and socketcall is not, because sockets are
   * allowed by family. It has to be forbidden by name: where a processor has it, libseccomp
   * otherwise lets it through for each socket call that a rule allows, and runtimes leave out a
   * rule that answers what the filter answers anyway.
   */
  static final List<String> NEVER =
      names(
          """
          add_key io_uring_enter io_uring_register io_uring_setup kexec_file_load
          kexec_load keyctl migrate_pages move_pages pivot_root request_key socketcall
          swapoff swapon sysfs uselib userfaultfd ustat vm86 vm86old
          """);

  /** Allowed to who has the capability, one of them where several have the call. */
  static final Map<Capability, List<String>> BY_CAPABILITY =
      Map.ofEntries(
          Map.entry(Capability.CAP_BPF, names("bpf")),
          Map.entry(Capability.CAP_DAC_READ_SEARCH, names("open_by_handle_at")),
          Map.entry(Capability.CAP_PERFMON, names("perf_event_open")),
          Map.entry(Capability.CAP_SYSLOG, names("syslog")),
          Map.entry(
              Capability.CAP_SYS_ADMIN,
              names(
                  """
                  bpf fanotify_init fsconfig fsmount fsopen fspick
                  lookup_dcookie lsm_get_self_attr lsm_list_modules
                  lsm_set_self_attr mount mount_setattr move_mount open_tree
                  perf_event_open quotactl quotactl_fd setdomainname
                  sethostname setns syslog umount umount2 unshare
                  """)),
          Map.entry(Capability.CAP_SYS_BOOT, names("reboot")),
          Map.entry(Capability.CAP_SYS_CHROOT, names("chroot")),
          Map.entry(Capability.CAP_SYS_MODULE, names("delete_module finit_module init_module")),
          Map.entry(
              Capability.CAP_SYS_NICE,
              names(
                  """
                  get_mempolicy mbind set_mempolicy set_mempolicy_home_node
                  """)),
          Map.entry(Capability.CAP_SYS_PACCT, names("acct")),
          Map.entry(Capability.CAP_SYS_PTRACE, names("kcmp pidfd_getfd process_madvise")),
          Map.entry(Capability.CAP_SYS_RAWIO, names("ioperm iopl")),
          Map.entry(
              Capability.CAP_SYS_TIME,
              names(
                  """
                  clock_settime clock_settime64 settimeofday stime
                  """)),
          Map.entry(Capability.CAP_SYS_TTY_CONFIG, names("vhangup")));

  private SeccompTable() {}

  /** What a build with these capabilities may call, by name. */
  static Set<String> allowed(Collection<Capability> capabilities) {
    Set<String> allowed = new TreeSet<>(ALWAYS);
    for (Capability capability : capabilities) {
      allowed.addAll(BY_CAPABILITY.getOrDefault(capability, List.of()));
    }
    return allowed;
  }

  /** What a build with these capabilities must not call, by name. */
  static Set<String> forbidden(Collection<Capability> capabilities) {
    Set<String> forbidden = new TreeSet<>(NEVER);
    BY_CAPABILITY.values().forEach(forbidden::addAll);
    forbidden.removeAll(allowed(capabilities));
    return forbidden;
  }

  private static List<String> names(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
