package dev.ocispec.bench;

import dev.ocispec.bench.bean.SpecBean;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.report.Finding;
import dev.ocispec.report.Report;
import dev.ocispec.rule.DocumentKind;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.EmissionCheck;
import dev.ocispec.spec.internal.SchemaFindings;
import dev.ocispec.validation.Validator;
import dev.ocispec.version.Downgrade;
import dev.ocispec.version.Release;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** What the library does with a document, and beside it what others do with the same one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class DocumentBenchmark {
  /** Text into typed values. */
  @Benchmark
  public Spec read(BenchDocument document) {
    return Json.read(document.bytes, Spec.class, document.limits);
  }

  /** Text into typed values, which the schema has nothing against. */
  @Benchmark
  public Spec readChecked(BenchDocument document) {
    Spec spec = Json.read(document.bytes, Spec.class, document.limits);
    EmissionCheck.require(spec);
    return spec;
  }

  /** Text into beans. */
  @Benchmark
  public SpecBean readBean(BenchDocument document) {
    return document.beans.readValue(document.bytes, SpecBean.class);
  }

  /** Typed values into compact text, without validation. */
  @Benchmark
  public byte[] write(BenchDocument document) {
    return Json.unchecked().toBytes(document.spec);
  }

  /** Typed values into compact text, validated first. */
  @Benchmark
  public byte[] writeChecked(BenchDocument document) {
    return Json.toBytes(document.spec);
  }

  /** Typed values into their canonical form, without validation. */
  @Benchmark
  public byte[] canonical(BenchDocument document) {
    return Json.unchecked().toCanonicalBytes(document.spec);
  }

  /** The digest of typed values, without validation. */
  @Benchmark
  public String digest(BenchDocument document) {
    return Json.unchecked().digest(document.spec);
  }

  /** Beans into compact text. */
  @Benchmark
  public byte[] writeBean(BenchDocument document) {
    return document.beans.writeValueAsBytes(document.bean);
  }

  /** Values at hand into a document, with the builders. */
  @Benchmark
  public Spec build(BenchDocument document) {
    return Rebuilt.of(document.spec);
  }

  /** Values at hand into beans, with their setters. */
  @Benchmark
  public SpecBean buildBean(BenchDocument document) {
    return RebuiltBean.of(document.spec);
  }

  /** Values at hand into text, with the builders and without validation. */
  @Benchmark
  public byte[] buildAndWrite(BenchDocument document) {
    return Json.unchecked().toBytes(Rebuilt.of(document.spec));
  }

  /** Values at hand into text, with the builders, validated. */
  @Benchmark
  public byte[] buildAndWriteChecked(BenchDocument document) {
    return Json.toBytes(Rebuilt.of(document.spec));
  }

  /** Values at hand into text, with beans. */
  @Benchmark
  public byte[] buildAndWriteBean(BenchDocument document) {
    return document.beans.writeValueAsBytes(RebuiltBean.of(document.spec));
  }

  /** The generated check of typed values. */
  @Benchmark
  public List<Finding> check(BenchDocument document) {
    return SchemaFindings.of(document.walkable);
  }

  /** The walk along the tables that typed values take when something may be wrong with them. */
  @Benchmark
  public List<Finding> checkByTables(BenchDocument document) {
    return SchemaCheck.of(document.walkable.schema(), document.walkable::accept);
  }

  /** The configuration for an older release. */
  @Benchmark
  public Downgrade downgrade(BenchDocument document) {
    return Downgrade.of(document.spec, Release.V1_0_2);
  }

  /** The generated check of text. */
  @Benchmark
  public List<Finding> checkText(BenchDocument document) {
    return JudgedText.of(JsonDocument.of(document.bytes)).check(document.walkable.schema());
  }

  /**
   * The rules of the catalogue alone, on typed values; hundreds of functions take long to warm up.
   */
  @Benchmark
  @Warmup(iterations = 10, time = 1)
  public Report rules(BenchDocument document) {
    return document.rules.validate(document.spec);
  }

  /** Schema and rules on text, as the command line validates. */
  @Benchmark
  @Warmup(iterations = 10, time = 1)
  public Report validateText(BenchDocument document) {
    return Validator.standard().validate(JsonDocument.of(document.bytes), DocumentKind.CONFIG);
  }

  /** Text judged by json-schema-validator through the library, with places. */
  @Benchmark
  public Report secondEngine(BenchDocument document) {
    return document.validator.validate(JsonDocument.of(document.bytes), DocumentKind.CONFIG);
  }

  /** Jackson's tree judged by json-schema-validator alone. */
  @Benchmark
  public Object schemaTree(BenchDocument document) {
    return document.schema.validate(document.tree);
  }

  /** Text into Jackson's tree, judged by json-schema-validator alone. */
  @Benchmark
  public Object schemaText(BenchDocument document) {
    return document.schema.validate(document.mapper.readTree(document.bytes));
  }
}
