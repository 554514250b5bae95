package dev.ocispec.rule;

import static dev.ocispec.rule.RuleList.runtime;
import static dev.ocispec.version.Release.V1_0_0;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rules of the kernel about lists of id mappings, be they the container's or a mount's. */
final class IdMappingRules {
  private static final String MAPPINGS = "config-linux.md#configLinuxUserNamespaceMappings";
  private static final int MOST_ENTRIES = 340;
  // The last id, 4294967295, stands for "no id" and can't be mapped.
  private static final long END_OF_IDS = 4294967295L;
  private static final List<String> SIDES = List.of("containerID", "hostID");

  static final List<Rule> LIST =
      List.of(
          runtime("id-mappings-no-overlap", MAPPINGS, V1_0_0, IdMappingRules::noOverlap)
              .on(Platform.LINUX)
              .says(
                  "The ranges of a list of mappings do not overlap, neither those of the container"
                      + " nor those of the host.")
              .because("The kernel refuses a map in which an id would have two counterparts.")
              .runtimes("runc, crun, runsc and youki fail when the kernel refuses the map."),
          runtime("id-mappings-range", MAPPINGS, V1_0_0, IdMappingRules::range)
              .on(Platform.LINUX)
              .says(
                  "A mapping covers at least one id, and its ranges end at the id 4294967294 at the"
                      + " latest.")
              .because("The kernel refuses empty ranges and ranges beyond the last id.")
              .runtimes("runc, crun, runsc and youki fail when the kernel refuses the map."),
          runtime("id-mappings-count", MAPPINGS, V1_0_0, IdMappingRules::count)
              .on(Platform.LINUX)
              .says("A list of mappings has at most 340 entries.")
              .because("The kernel takes no more; before Linux 4.15 it took five.")
              .runtimes("runc, crun and youki fail when the kernel refuses the map."));

  /** A range of ids, from the first to the one after the last. */
  private record Range(Node mapping, int position, long first, long end) {}

  private IdMappingRules() {}

  private static List<Node> lists(Subject subject) {
    List<Node> lists = new ArrayList<>();
    addLists(subject.at("linux"), lists);
    for (Node mount : subject.at("mounts").elements()) {
      addLists(mount, lists);
    }
    return lists;
  }

  private static void addLists(Node owner, List<Node> lists) {
    for (String name : List.of("uidMappings", "gidMappings")) {
      Node list = owner.get(name);
      if (list.isPresent()) {
        lists.add(list);
      }
    }
  }

  private static void noOverlap(Subject subject, Reporter reporter) {
    for (Node list : lists(subject)) {
      for (String side : SIDES) {
        noOverlap(ranges(list, side), side, reporter);
      }
    }
  }

  private static List<Range> ranges(Node list, String side) {
    List<Range> ranges = new ArrayList<>();
    int position = 0;
    for (Node mapping : list.elements()) {
      long first = mapping.get(side).asLong().orElse(-1);
      long size = mapping.get("size").asLong().orElse(0);
      if (first >= 0 && first <= END_OF_IDS && size > 0 && size <= END_OF_IDS) {
        ranges.add(new Range(mapping, position++, first, first + size));
      }
    }
    return ranges;
  }

  /** Reports each range that begins before one that begins no later has ended. */
  private static void noOverlap(List<Range> ranges, String side, Reporter reporter) {
    ranges.sort(Comparator.comparingLong(Range::first).thenComparingInt(Range::position));
    Range furthest = null;
    for (Range range : ranges) {
      if (furthest != null && range.first < furthest.end) {
        boolean inOrder = furthest.position < range.position;
        report(inOrder ? furthest : range, inOrder ? range : furthest, side, reporter);
      }
      furthest = furthest == null || range.end > furthest.end ? range : furthest;
    }
  }

  private static void report(Range former, Range latter, String side, Reporter reporter) {
    reporter.report(
        latter.mapping.get(side),
        "expected ranges of "
            + side
            + " that do not overlap, found "
            + shown(latter)
            + " and, in "
            + former.mapping.pointer()
            + ", "
            + shown(former));
  }

  private static String shown(Range range) {
    return range.first + " to " + (range.end - 1);
  }

  private static void range(Subject subject, Reporter reporter) {
    for (Node list : lists(subject)) {
      for (Node mapping : list.elements()) {
        Node size = mapping.get("size");
        if (NumberFacts.isBelow(size, 1)) {
          reporter.report(size, "expected a size of at least 1, found " + NumberFacts.shown(size));
        }
        for (String side : SIDES) {
          end(mapping, side, reporter);
        }
      }
    }
  }

  private static void end(Node mapping, String side, Reporter reporter) {
    long first = mapping.get(side).asLong().orElse(0);
    Node size = mapping.get("size");
    if (first >= 0 && first <= END_OF_IDS && NumberFacts.isAbove(size, END_OF_IDS - first)) {
      reporter.report(
          size,
          "expected "
              + side
              + " and size to add up to "
              + END_OF_IDS
              + " at most, found "
              + first
              + " and "
              + NumberFacts.shown(size),
          first == END_OF_IDS
              ? "begin with a smaller id; the last one can't be mapped"
              : "take a size of " + (END_OF_IDS - first) + " or less");
    }
  }

  private static void count(Subject subject, Reporter reporter) {
    for (Node list : lists(subject)) {
      int size = list.elements().size();
      if (size > MOST_ENTRIES) {
        reporter.report(
            list,
            "expected at most " + MOST_ENTRIES + " mappings, found " + size,
            "join neighbouring ranges, or map fewer");
      }
    }
  }
}
