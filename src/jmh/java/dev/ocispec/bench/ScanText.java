package dev.ocispec.bench;

import dev.ocispec.bundle.ReferenceScan;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A file, and the names of a store's folders to look for, none of which is in it. */
@State(Scope.Benchmark)
public class ScanText extends ScanFile {
  /** How many names are looked for. */
  @Param({"1", "100", "1000"})
  public int needles;

  ReferenceScan scan = ReferenceScan.of(List.of());

  /** Prepares the search. */
  @Setup
  public void prepare() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < needles; i++) {
      all.add(name());
    }
    scan = ReferenceScan.of(all);
    if (!scan.in(file).isEmpty()) {
      throw new IllegalStateException("a name that is nowhere was found");
    }
  }
}
