#!/usr/bin/env bash
# Packs the GPU benchmark, the tests on devices and the comparison with PyTorch for a machine that has a GPU and no .NET SDK.
#
#   eng/gpu-publish.sh [FOLDER]        writes FOLDER/lossgen-gpu and FOLDER/lossgen-gpu.tar.xz (default: artifacts/gpu)
#
# The programs bring the .NET runtime with them, untrimmed: ILGPU finds the methods of kernels by reflection.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly target=${1:-artifacts/gpu}
readonly most_bytes=$((60 * 1024 * 1024)) # what can be carried
readonly packed=$target/lossgen-gpu archive=$target/lossgen-gpu.tar.xz
readonly options=(-c Release -r linux-x64 --self-contained -p:DebugType=none -p:GenerateDocumentationFile=false --nologo -v quiet)

rm -rf "$packed" "$archive"
mkdir -p "$packed"
# Both into one folder: they share the runtime.
for project in LossGen.Benchmarks.Gpu LossGen.Tests.Gpu.Runner; do
    dotnet publish "$project" "${options[@]}" -o "$packed"
done
# Read by debuggers only.
rm -f "$packed"/{createdump,libmscordaccore.so,libmscordbi.so,libcoreclrtraceptprovider.so} "$packed"/*.xml
cp LossGen.Benchmarks/gpu_peers.py "$packed"

tar -C "$target" -c lossgen-gpu | xz -T0 -6 >"$archive"
bytes=$(stat -c %s "$archive")
printf '%s: %d MiB, %d MiB unpacked\n' "$archive" $((bytes >> 20)) "$(du -sm "$packed" | cut -f 1)"
cat <<'END'

There:
  tar -xJf lossgen-gpu.tar.xz && cd lossgen-gpu
  LOSSGEN_TEST_DEVICES=cuda ./LossGen.Tests.Gpu.Runner 'kind: "cuda"'    the tests; without the argument those on the CPU as well
  ./LossGen.Benchmarks.Gpu --json gpu.json                               the benchmark
  python3 gpu_peers.py gpu.json --json joined.json                       PyTorch at the same shapes, and both in one table
END
if ((bytes > most_bytes)); then
    printf 'gpu-publish: the archive is larger than %d MiB\n' $((most_bytes >> 20)) >&2
    exit 1
fi
