package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the policies of a private network let through, and that faults in them are noticed. */
@Tag("unit")
@org.junit.jupiter.api.Tag("unit")
class EgressPolicyTest {
  private static final List<String> HOST = List.of("127.0.0.1", "192.0.2.7", "203.0.113.9");
  private static final List<String> LINES = EgressPolicy.policies(HOST);

  @Property
  void noAddressOfTheHostIsReached(@ForAll("addresses") List<String> host) {
    List<String> lines = EgressPolicy.policies(host);

    assertThat(EgressInvariant.HOST_CLOSED.violations(lines, host)).isEmpty();
  }

  @Property
  void whatIsNotTheHostsIsReached(
      @ForAll("addresses") List<String> host, @ForAll("addresses") List<String> others) {
    List<String> lines = EgressPolicy.policies(host);

    assertThat(others)
        .allMatch(
            other -> EgressInvariant.passes(lines, other, "tcp", 443) != host.contains(other));
  }

  @Provide
  Arbitrary<List<String>> addresses() {
    Arbitrary<Integer> part = Arbitraries.integers().between(0, 255);
    return Arbitraries.integers()
        .between(172, 223)
        .flatMap(first -> part.list().ofSize(3).map(rest -> first + dotted(rest)))
        .list()
        .ofMaxSize(8);
  }

  private static String dotted(List<Integer> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append('.').append(part));
    return text.toString();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault(
            "the host's addresses are forgotten",
            lines -> without(lines, "192.0.2.7/32", "203.0.113.9/32"),
            EgressInvariant.HOST_CLOSED),
        fault(
            "one of the host's addresses is forgotten",
            lines -> without(lines, "203.0.113.9/32"),
            EgressInvariant.HOST_CLOSED),
        fault(
            "the host's loopback interface is open but for its usual address",
            lines -> without(lines, "127.0.0.0/8"),
            EgressInvariant.LOOPBACK_CLOSED),
        fault(
            "credentials of cloud machines are open",
            lines -> without(lines, "169.254.0.0/16"),
            EgressInvariant.LINK_LOCAL_CLOSED),
        fault(
            "the gateway, which stands for the host, is open",
            lines -> without(lines, "10.214.57.0/24"),
            EgressInvariant.ONLY_NAMES_IN_ITS_OWN_NETWORK),
        fault(
            "every port of the resolver is open",
            lines -> replaced(lines, " dport 53", ""),
            EgressInvariant.ONLY_NAMES_IN_ITS_OWN_NETWORK),
        fault(
            "names are not resolved over TCP",
            lines -> lines.stream().filter(line -> !line.contains("proto tcp")).toList(),
            EgressInvariant.NAMES_ARE_RESOLVED),
        fault(
            "what blocks comes before what allows",
            lines -> replaced(lines, "priority 20", "priority 5"),
            EgressInvariant.NAMES_ARE_RESOLVED),
        fault(
            "everything is blocked",
            lines -> replaced(lines, "127.0.0.0/8", "0.0.0.0/0"),
            EgressInvariant.OUTSIDE_OPEN),
        fault(
            "policies for what comes in",
            lines -> replaced(lines, "dir out", "dir in"),
            EgressInvariant.HOST_CLOSED,
            EgressInvariant.LOOPBACK_CLOSED,
            EgressInvariant.LINK_LOCAL_CLOSED,
            EgressInvariant.ONLY_NAMES_IN_ITS_OWN_NETWORK));
  }

  private static Arguments fault(
      String name,
      UnaryOperator<List<String>> change,
      EgressInvariant catcher,
      EgressInvariant... more) {
    return Arguments.of(name, change, EnumSet.of(catcher, more));
  }

  private static List<String> without(List<String> lines, String... prefixes) {
    return lines.stream()
        .filter(line -> Stream.of(prefixes).noneMatch(p -> line.contains("dst " + p + " ")))
        .toList();
  }

  private static List<String> replaced(List<String> lines, String what, String by) {
    return lines.stream().map(line -> line.replace(what, by)).toList();
  }

  @Test
  void theyAreSound() {
    assertThat(violated(LINES)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsNoticed(
      String name, UnaryOperator<List<String>> change, Set<EgressInvariant> catchers) {
    assertThat(change.apply(LINES)).isNotEqualTo(LINES);
    assertThat(violated(change.apply(LINES))).isEqualTo(catchers);
  }

  private static Set<EgressInvariant> violated(List<String> lines) {
    Set<EgressInvariant> violated = EnumSet.noneOf(EgressInvariant.class);
    Stream.of(EgressInvariant.values())
        .filter(invariant -> !invariant.violations(lines, HOST).isEmpty())
        .forEach(violated::add);
    return violated;
  }

  @Test
  void thereIsOnePolicyForEachPrefix() {
    List<String> twice = new ArrayList<>(HOST);
    twice.addAll(HOST);

    assertThat(EgressPolicy.policies(twice)).isEqualTo(LINES).doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 2).mapToObj(LINES::get))
        .allMatch(line -> line.endsWith("priority 10 action allow"));
  }
}
