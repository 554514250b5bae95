package dev.ocispec.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.LinuxSeccomp;
import dev.ocispec.spec.LinuxSeccompArch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By what calls a build can still reach what it may have and what it must not have. */
@Tag("unit")
class SystemCallRoutesTest {
  private static final String BY_NAME = "socket socketpair";

  /** The address families by their numbers, and the calls that make a socket of them. */
  private static final List<String> FAMILIES =
      List.of(
          "unspecified " + BY_NAME,
          "unix " + BY_NAME,
          "inet " + BY_NAME,
          "ax25",
          "ipx",
          "appletalk",
          "netrom",
          "bridge",
          "atmpvc",
          "x25",
          "inet6 " + BY_NAME,
          "rose",
          "decnet",
          "netbeui",
          "security",
          "key",
          "netlink " + BY_NAME,
          "packet " + BY_NAME,
          "ash",
          "econet",
          "atmsvc",
          "rds",
          "sna",
          "irda",
          "pppox",
          "wanpipe",
          "llc",
          "ib",
          "mpls",
          "can",
          "tipc",
          "bluetooth",
          "iucv",
          "rxrpc",
          "isdn",
          "phonet",
          "ieee802154",
          "caif",
          "alg",
          "nfc",
          "vsock",
          "kcm",
          "qipcrtr",
          "smc",
          "xdp",
          "mctp",
          "one that is yet to come");

  /** What is forbidden by its arguments. */
  private static final Map<String, long[]> BY_ARGUMENTS =
      Map.ofEntries(
          Map.entry("mknod", new long[] {0, 0020000, 0}),
          Map.entry("mknodat", new long[] {0, 0, 0020000, 0}),
          Map.entry("renameat2", new long[] {0, 0, 0, 0, 4}),
          Map.entry("chmod", new long[] {0, 04755}),
          Map.entry("fchmod", new long[] {0, 02755}),
          Map.entry("fchmodat", new long[] {0, 0, 04755}),
          Map.entry("fchmodat2", new long[] {0, 0, 04755, 0}),
          Map.entry("creat", new long[] {0, 04755}),
          Map.entry("open", new long[] {0, 0101, 04755}),
          Map.entry("openat", new long[] {0, 0, 0101, 04755}),
          Map.entry("openat2", new long[] {0, 0, 0, 0}),
          Map.entry("clone", new long[] {0x1000_0000, 0x1000_0000}),
          Map.entry("clone3", new long[] {0, 0}),
          Map.entry("personality", new long[] {0x40_0000}));

  record Row(SeccompArchitecture machine, LinuxSeccompArch architecture) {
    SystemCallRoutes routes() {
      return new SystemCallRoutes(filter());
    }

    private LinuxSeccomp filter() {
      String name =
          switch (machine) {
            case X86 -> "i686";
            case ARM -> "armv7l";
            default -> machine.name().toLowerCase(Locale.ROOT);
          };
      return filter(name);
    }

    static LinuxSeccomp filter(String name) {
      return Sandbox.standard()
          .spec(
              BuildRequest.builder().commandArgs("/x").build(),
              HostFacts.builder().architecture(name).build())
          .linux()
          .orElseThrow()
          .seccomp()
          .orElseThrow();
    }
  }

  /** Each kind of machine, with each architecture whose programs its filter covers. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (SeccompArchitecture machine : SeccompArchitecture.values()) {
      machine.names().forEach(name -> rows.add(new Row(machine, name)));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everySocketFamilyIsReachedAsTheTableSays(Row row) {
    List<String> found = new ArrayList<>();
    for (int family = 0; family < FAMILIES.size(); family++) {
      Set<String> routes = new TreeSet<>();
      for (String call : List.of("socket", "socketpair")) {
        routes.addAll(row.routes().to(row.architecture(), call, family, 1, 0, 0));
        // The kernel takes the lower half of the register only.
        assertThat(row.routes().to(row.architecture(), call, 1L << 32 | family, 1, 0, 0)).isEmpty();
      }
      String name = FAMILIES.get(family).replace(" " + BY_NAME, "");
      found.add((name + " " + String.join(" ", routes)).strip());
    }
    assertThat(found).isEqualTo(FAMILIES);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void nothingThatIsForbiddenIsReached(Row row) {
    for (String call : SeccompTable.forbidden(List.of())) {
      assertThat(row.routes().to(row.architecture(), call, 0, 0, 0, 0, 0, 0)).as(call).isEmpty();
    }
    BY_ARGUMENTS.forEach(
        (call, arguments) ->
            assertThat(row.routes().to(row.architecture(), call, arguments)).as(call).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aCallThatStandsForOthersIsAllowedOnlyWhereAllOfThemAre(Row row) {
    for (String call : row.routes().allowedMultiplexers(row.architecture())) {
      assertThat(row.routes().hiddenBy(row.architecture(), call)).as(call).isEmpty();
    }
  }

  /** Each architecture of the table, with the calls in it that stand for others: in, and out. */
  private static final Map<String, List<String>> MULTIPLEXERS =
      Map.of(
          "SCMP_ARCH_X86", List.of("ipc", "socketcall"),
          "SCMP_ARCH_S390", List.of("ipc", "socketcall"),
          "SCMP_ARCH_S390X", List.of("ipc", "socketcall"),
          "SCMP_ARCH_PPC64LE", List.of("ipc", "multiplexer socketcall"),
          "SCMP_ARCH_ARM", List.of("", "syscall"),
          "SCMP_ARCH_X86_64", List.of("", ""),
          "SCMP_ARCH_AARCH64", List.of("", ""),
          "SCMP_ARCH_RISCV64", List.of("", ""),
          "SCMP_ARCH_LOONGARCH64", List.of("", ""));

  @ParameterizedTest
  @MethodSource("rows")
  void ofTheCallsThatStandForOthersTheseAreInAndThoseAreOut(Row row) {
    Set<String> allowed = row.routes().allowedMultiplexers(row.architecture());
    Set<String> others = new TreeSet<>(SystemCallRoutes.multiplexersOf(row.architecture()));
    others.removeAll(allowed);

    assertThat(List.of(String.join(" ", allowed), String.join(" ", others)))
        .isEqualTo(MULTIPLEXERS.get(row.architecture().text()));
  }

  /** Those of System V, each of which a program can call by itself or through ipc. */
  @ParameterizedTest
  @MethodSource("rows")
  void whateverIpcStandsForIsAllowedByItself(Row row) {
    boolean hasIpc = SystemCallRoutes.multiplexersOf(row.architecture()).contains("ipc");
    for (String call : SystemCallRoutes.IPC) {
      assertThat(row.routes().to(row.architecture(), call, 0, 0, 0, 0, 0, 0))
          .as(call)
          .isEqualTo(hasIpc ? Set.of(call, "ipc") : Set.of(call));
    }
  }

  /**
   * Processors without a table, whose architecture is the runtime's own: these have calls that
   * stand for others, too, among them one that stands for all.
   */
  @ParameterizedTest
  @ValueSource(strings = {"mips64", "mips", "m68k", "ppc64", "ppc", "sparc64", "sh4", "parisc64"})
  void onOtherProcessorsTheSameAreInAndOut(String machine) {
    LinuxSeccomp filter = Row.filter(machine);
    Set<String> allowed = new TreeSet<>(SeccompEvaluation.allowedNames(filter));

    assertThat(allowed).contains("ipc").containsAll(SystemCallRoutes.IPC);
    for (String call : List.of("socketcall", "syscall", "multiplexer", "io_uring_enter")) {
      assertThat(SeccompEvaluation.answer(Optional.of(filter), call))
          .as(call)
          .isNotEqualTo(SeccompEvaluation.ALLOW);
    }
  }
}
