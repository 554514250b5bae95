package dev.ocispec.sandbox;

import dev.ocispec.spec.LinuxSeccompAction;
import dev.ocispec.spec.LinuxSeccompArg;
import dev.ocispec.spec.LinuxSeccompOperator;
import dev.ocispec.spec.LinuxSyscall;
import java.util.ArrayList;
import java.util.List;

/**
 * Which system calls a build may make depending on their arguments.
 *
 * <p>No file gets a set-user-ID or set-group-ID bit: it would be left on the host and run as the
 * build's user there, who may be the user who started the build. No namespace is made: with one,
 * the build would be root again. No device node is made, not even the one that overlay file systems
 * take for a deleted file, which needs no privilege and which whoever copies an output would meet.
 * Sockets are of the families that programs use. Calls whose arguments a filter can't see answer as
 * if the kernel did not know them, so that programs fall back to those it can see.
 */
final class SeccompArguments {
  private static final int NO_PERMISSION = 1;
  private static final int NO_SUCH_CALL = 38;

  /** Permission bits that let a file run as its owner or its group. */
  private static final long SET_USER_ID = 04000;

  private static final long SET_GROUP_ID = 02000;

  /** The flags with which opening may make a file: to create, and to create without name. */
  private static final long CREATE = 0100;

  private static final long CREATE_UNNAMED = 020000000;

  /** The flags of clone for namespaces: mount, cgroup, UTS, IPC, user, PID, network. */
  private static final List<Long> NEW_NAMESPACE =
      List.of(
          0x0002_0000L,
          0x0200_0000L,
          0x0400_0000L,
          0x0800_0000L,
          0x1000_0000L,
          0x2000_0000L,
          0x4000_0000L);

  /** Execution domains: Linux, 32-bit Linux, each as version 2.6; and the question for it. */
  private static final List<Long> PERSONALITIES =
      List.of(0L, 0x8L, 0x2_0000L, 0x2_0008L, 0xFFFF_FFFFL);

  /** The kind of a file, in what mknod takes as permission bits. */
  private static final long KIND = 0170000;

  /** What mknod may make: a file (said in two ways), a pipe, a socket. */
  private static final List<Long> KINDS = List.of(0L, 0100000L, 0010000L, 0140000L);

  private static final List<Long> DEVICES = List.of(0020000L, 0060000L);

  /** The flag of renameat2 to leave a device node that stands for a deleted file. */
  private static final long WHITEOUT = 4;

  /**
   * The address families that sockets may have: none, which the kernel refuses, Unix, IPv4, IPv6,
   * netlink and packet. Each is compared as a whole register, of which the kernel only looks at the
   * lower half: to allow all but one would allow that one with something in the upper half.
   */
  static final List<Long> FAMILIES = List.of(0L, 1L, 2L, 10L, 16L, 17L);

  private SeccompArguments() {}

  /** All these rules; {@code cloneFlags} is the index of clone's flags. */
  static List<LinuxSyscall> rules(int cloneFlags) {
    List<LinuxSyscall> rules = new ArrayList<>();
    rules.add(deny(NO_SUCH_CALL, List.of("clone3", "openat2")));
    rules.addAll(modes(1, "chmod", "creat", "fchmod"));
    rules.addAll(modes(2, "fchmodat", "fchmodat2"));
    rules.addAll(making("mknod", 1));
    rules.addAll(making("mknodat", 2));
    rules.add(allow("renameat2", none(4, WHITEOUT)));
    rules.add(deny(NO_PERMISSION, List.of("renameat2"), all(4, WHITEOUT)));
    rules.addAll(opening("open", 1));
    rules.addAll(opening("openat", 2));
    rules.addAll(cloning(cloneFlags));
    PERSONALITIES.forEach(
        value -> rules.add(allow("personality", arg(0, LinuxSeccompOperator.SCMP_CMP_EQ, value))));
    rules.addAll(sockets("socket"));
    rules.addAll(sockets("socketpair"));
    return rules;
  }

  /** Calls that take permission bits as argument {@code index}. */
  private static List<LinuxSyscall> modes(int index, String... names) {
    return List.of(
        LinuxSyscall.builder()
            .names(names)
            .action(LinuxSeccompAction.SCMP_ACT_ALLOW)
            .addArg(none(index, SET_USER_ID | SET_GROUP_ID))
            .build(),
        deny(NO_PERMISSION, List.of(names), all(index, SET_USER_ID)),
        deny(NO_PERMISSION, List.of(names), all(index, SET_GROUP_ID)));
  }

  /** A call that takes permission bits together with the kind of file to make. */
  private static List<LinuxSyscall> making(String name, int index) {
    List<LinuxSyscall> rules = new ArrayList<>();
    KINDS.forEach(
        kind -> rules.add(allow(name, masked(index, KIND | SET_USER_ID | SET_GROUP_ID, kind))));
    DEVICES.forEach(
        kind -> rules.add(deny(NO_PERMISSION, List.of(name), masked(index, KIND, kind))));
    rules.add(deny(NO_PERMISSION, List.of(name), all(index, SET_USER_ID)));
    rules.add(deny(NO_PERMISSION, List.of(name), all(index, SET_GROUP_ID)));
    return rules;
  }

  /** A call that takes an address family first. */
  private static List<LinuxSyscall> sockets(String name) {
    List<LinuxSyscall> rules = new ArrayList<>();
    FAMILIES.forEach(
        family -> rules.add(allow(name, arg(0, LinuxSeccompOperator.SCMP_CMP_EQ, family))));
    long last = FAMILIES.get(FAMILIES.size() - 1);
    for (long family = 0; family < last; family++) {
      if (!FAMILIES.contains(family)) {
        rules.add(
            deny(NO_PERMISSION, List.of(name), arg(0, LinuxSeccompOperator.SCMP_CMP_EQ, family)));
      }
    }
    rules.add(deny(NO_PERMISSION, List.of(name), arg(0, LinuxSeccompOperator.SCMP_CMP_GT, last)));
    return rules;
  }

  /** Calls that take flags as argument {@code index} and permission bits, if any, after it. */
  private static List<LinuxSyscall> opening(String name, int index) {
    List<LinuxSyscall> rules = new ArrayList<>();
    // Without these flags the argument for permission bits means nothing and may hold anything.
    rules.add(allow(name, none(index, CREATE | CREATE_UNNAMED)));
    rules.add(allow(name, none(index + 1, SET_USER_ID | SET_GROUP_ID)));
    for (long flag : List.of(CREATE, CREATE_UNNAMED)) {
      for (long bit : List.of(SET_USER_ID, SET_GROUP_ID)) {
        rules.add(deny(NO_PERMISSION, List.of(name), all(index, flag), all(index + 1, bit)));
      }
    }
    return rules;
  }

  private static List<LinuxSyscall> cloning(int index) {
    List<LinuxSyscall> rules = new ArrayList<>();
    rules.add(allow("clone", none(index, NEW_NAMESPACE.stream().mapToLong(f -> f).sum())));
    NEW_NAMESPACE.forEach(
        flag -> rules.add(deny(NO_PERMISSION, List.of("clone"), all(index, flag))));
    return rules;
  }

  private static LinuxSyscall allow(String name, LinuxSeccompArg arg) {
    return LinuxSyscall.builder()
        .names(name)
        .action(LinuxSeccompAction.SCMP_ACT_ALLOW)
        .addArg(arg)
        .build();
  }

  private static LinuxSyscall deny(int error, List<String> names, LinuxSeccompArg... args) {
    return LinuxSyscall.builder()
        .names(names)
        .action(LinuxSeccompAction.SCMP_ACT_ERRNO)
        .errnoRet(error)
        .args(List.of(args))
        .build();
  }

  /** None of the bits is set in the argument. */
  private static LinuxSeccompArg none(int index, long bits) {
    return masked(index, bits, 0);
  }

  /** All of the bits are set in the argument. */
  private static LinuxSeccompArg all(int index, long bits) {
    return masked(index, bits, bits);
  }

  private static LinuxSeccompArg masked(int index, long mask, long expected) {
    return LinuxSeccompArg.builder()
        .index(index)
        .value(mask)
        .valueTwo(expected)
        .op(LinuxSeccompOperator.SCMP_CMP_MASKED_EQ)
        .build();
  }

  private static LinuxSeccompArg arg(int index, LinuxSeccompOperator op, long value) {
    return LinuxSeccompArg.builder().index(index).value(value).op(op).build();
  }
}
