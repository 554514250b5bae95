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
 * the build would be root again. Calls whose arguments a filter can't see answer as if the kernel
 * did not know them, so that programs fall back to those it can see.
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

  /** The address family that reaches the hypervisor. */
  private static final long VSOCK = 40;

  private SeccompArguments() {}

  /** All these rules; {@code cloneFlags} is the index of clone's flags. */
  static List<LinuxSyscall> rules(int cloneFlags) {
    List<LinuxSyscall> rules = new ArrayList<>();
    rules.add(deny(NO_SUCH_CALL, List.of("clone3", "openat2")));
    rules.addAll(modes(1, "chmod", "creat", "fchmod", "mknod"));
    rules.addAll(modes(2, "fchmodat", "fchmodat2", "mknodat"));
    rules.addAll(opening("open", 1));
    rules.addAll(opening("openat", 2));
    rules.addAll(cloning(cloneFlags));
    PERSONALITIES.forEach(
        value -> rules.add(allow("personality", arg(0, LinuxSeccompOperator.SCMP_CMP_EQ, value))));
    rules.add(allow("socket", arg(0, LinuxSeccompOperator.SCMP_CMP_NE, VSOCK)));
    rules.add(
        deny(NO_PERMISSION, List.of("socket"), arg(0, LinuxSeccompOperator.SCMP_CMP_EQ, VSOCK)));
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
