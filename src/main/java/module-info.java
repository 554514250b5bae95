/**
 * The OCI runtime specification for Java: typed documents, strict JSON, validation, sandboxes and
 * runtimes.
 */
module dev.ocispec {
  requires static org.immutables.value.annotations;
  requires static transitive org.jspecify;
  // Only for files in YAML; who has none needs no library for them.
  requires static org.snakeyaml.engine.v2;
  // Only for builds on other machines; who has none sends blobs as they are.
  requires static com.github.luben.zstd_jni;
  // Only for builds on other machines and for Buildbarn's workers.
  requires static com.google.common;
  requires static com.google.errorprone.annotations;
  requires static com.google.protobuf;
  requires static io.grpc;
  requires static io.grpc.netty.shaded;
  requires static io.grpc.protobuf;
  requires static io.grpc.stub;
  // What is generated for these names an annotation of it; nothing of it is needed to run.
  requires static java.compiler;
  requires transitive tools.jackson.databind;
  requires com.fasterxml.jackson.annotation;
  requires com.networknt.schema;
  requires org.apache.commons.codec;
  requires org.slf4j;
  requires tools.jackson.core;

  exports dev.ocispec.attestation;
  exports dev.ocispec.bundle;
  exports dev.ocispec.cdi;
  exports dev.ocispec.cdispec;
  exports dev.ocispec.features;
  exports dev.ocispec.fixtures;
  exports dev.ocispec.host;
  exports dev.ocispec.image;
  exports dev.ocispec.imagespec;
  exports dev.ocispec.json;
  exports dev.ocispec.preset;
  exports dev.ocispec.remote;
  exports dev.ocispec.report;
  exports dev.ocispec.request;
  exports dev.ocispec.rule;
  exports dev.ocispec.runtime;
  exports dev.ocispec.sandbox;
  exports dev.ocispec.service;
  exports dev.ocispec.spec;
  exports dev.ocispec.state;
  exports dev.ocispec.validation;
  exports dev.ocispec.version;

  // Jackson makes what the documents' types name for mappers without the module below.
  opens dev.ocispec.spec.internal to
      tools.jackson.databind;

  uses dev.ocispec.service.BuildEngineProvider;

  provides dev.ocispec.service.BuildEngineProvider with
      dev.ocispec.remote.RemoteEngineProvider;
  provides tools.jackson.databind.JacksonModule with
      dev.ocispec.json.OciModule;
}
