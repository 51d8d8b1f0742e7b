#!/usr/bin/env python3
"""Times the losses of a GPU benchmark in PyTorch, at the same shapes, and prints both in one table.

    LossGen.Benchmarks gpu --json gpu.json
    python3 gpu_peers.py gpu.json --json peers.json
    python3 gpu_peers.py gpu.json --join-only peers.json --markdown

The peers are PyTorch's own functions run eagerly and through torch.compile, and Liger-Kernel where it is installed. Times are taken as
LossGen's are: CUDA events around one call, after a buffer larger than the caches was written; the median of many samples.

Exit status: 0; 1 where a peer failed; 2 where there is no PyTorch or no CUDA device.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORWARD, WITH_GRADIENT = "forward", "forward + gradient"
EAGER, COMPILED, AUTOTUNED, LIGER = "eager", "torch.compile", "autotuned", "Liger"
PEERS = [EAGER, COMPILED, AUTOTUNED, LIGER]
FLUSHED_BYTES = 256 << 20
WARM_UP_SECONDS, SAMPLING_SECONDS, FEWEST_SAMPLES = 0.2, 3.0, 7
SMALL_CALLS, SMALL_ELEMENTS = 1000, 1024

Loss = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """A loss as PyTorch's users write it, what its tensors hold, and how many of the first of them have gradients."""

    loss: Loss
    inputs: tuple[str, ...]
    gradients: int = 1
    liger: Loss | None = None


def make_cases() -> dict[str, Case]:
    import torch
    import torch.nn.functional as F

    def focal(z: Any, y: Any, alpha: float = 0.25, gamma: float = 2) -> Any:
        """As torchvision.ops.sigmoid_focal_loss."""
        p = torch.sigmoid(z)
        p_t = p * y + (1 - p) * (1 - y)
        alpha_t = alpha * y + (1 - alpha) * (1 - y)
        return (alpha_t * F.binary_cross_entropy_with_logits(z, y, reduction="none") * (1 - p_t) ** gamma).mean()

    def dice(p: Any, y: Any) -> Any:
        return 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)

    def kl_divergence(log_p: Any, y: Any) -> Any:
        return F.kl_div(log_p, y, reduction="batchmean")

    def info_nce(a: Any, b: Any, temperature: float = 0.07) -> Any:
        return F.cross_entropy(a @ b.T / temperature, torch.arange(len(a), device=a.device))

    liger_cross_entropy, liger_kl_divergence = liger_losses()
    return {
        "MSE": Case(F.mse_loss, ("logits", "logits")),
        "Huber": Case(F.huber_loss, ("logits", "logits")),
        "focal": Case(focal, ("logits", "binary")),
        "BCE": Case(F.binary_cross_entropy_with_logits, ("logits", "binary")),
        "Dice": Case(dice, ("probabilities", "binary")),
        # Liger-Kernel's overwrites the logits with their gradient: what is sampled later are other numbers, at the same cost.
        "cross-entropy": Case(F.cross_entropy, ("logits", "labels"), liger=liger_cross_entropy),
        "KL divergence": Case(kl_divergence, ("logits", "probabilities"), liger=liger_kl_divergence),
        "triplet": Case(F.triplet_margin_loss, ("embeddings", "embeddings", "embeddings"), gradients=3),
        "InfoNCE": Case(info_nce, ("embeddings", "embeddings"), gradients=2),
    }


def liger_losses() -> tuple[Loss | None, Loss | None]:
    try:
        from liger_kernel.transformers import LigerCrossEntropyLoss, LigerKLDIVLoss
    except ImportError:
        return None, None
    return LigerCrossEntropyLoss(), LigerKLDIVLoss(reduction="batchmean")


def make_input(kind: str, rows: int, columns: int) -> Any:
    import torch

    if kind == "labels":
        return torch.randint(columns, (rows,), device="cuda")
    low, high = {"logits": (-4.0, 4.0), "embeddings": (-0.1, 0.1)}.get(kind, (0.0, 1.0))
    shape = (rows,) if columns == 1 else (rows, columns)
    values = torch.empty(shape, device="cuda").uniform_(low, high)
    return values.round_() if kind == "binary" else values


class EventTimer:
    """Milliseconds of a call by CUDA events."""

    def __init__(self, most_samples: int) -> None:
        import torch

        self.most_samples = most_samples
        self.flushed = torch.empty(FLUSHED_BYTES, dtype=torch.uint8, device="cuda")

    def measure(self, call: Callable[[], object]) -> dict[str, float]:
        self.sample(call)  # compiles
        start, calls = time.perf_counter(), 0
        while calls < 3 or time.perf_counter() - start < WARM_UP_SECONDS:
            self.sample(call)
            calls += 1
        seconds = (time.perf_counter() - start) / calls
        samples = max(FEWEST_SAMPLES, min(self.most_samples, int(SAMPLING_SECONDS / seconds)))
        times = [self.sample(call) for _ in range(samples)]
        lower, median, upper = statistics.quantiles(times, n=4)
        return {"median": median, "lowerQuartile": lower, "upperQuartile": upper, "samples": samples}

    def sample(self, call: Callable[[], object]) -> float:
        import torch

        self.flushed.zero_()
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        call()
        end.record()
        end.synchronize()
        return start.elapsed_time(end)


def peers_of(case: Case, autotune: bool) -> Iterator[tuple[str, Loss]]:
    import torch

    yield EAGER, case.loss
    torch._dynamo.reset()
    yield COMPILED, torch.compile(case.loss)
    if autotune:
        torch._dynamo.reset()
        yield AUTOTUNED, torch.compile(case.loss, mode="max-autotune-no-cudagraphs")
    if case.liger is not None:
        yield LIGER, case.liger


def call_of(loss: Loss, inputs: list[Any], gradients: int, direction: str) -> Callable[[], object]:
    import torch

    if direction == FORWARD:

        def forward() -> object:
            with torch.no_grad():
                return loss(*inputs)

        return forward
    return lambda: torch.autograd.grad(loss(*inputs), inputs[:gradients])


def measure_small_calls(autotune: bool) -> dict[str, float]:
    """Microseconds of MSE with gradient of few elements, back to back."""
    import torch

    case = make_cases()["MSE"]
    inputs = [make_input(kind, SMALL_ELEMENTS, 1) for kind in case.inputs]
    inputs[0].requires_grad_()
    costs = {}
    for peer, loss in peers_of(case, autotune):
        call = call_of(loss, inputs, 1, WITH_GRADIENT)
        for _ in range(100):
            call()
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(SMALL_CALLS):
            call()
        torch.cuda.synchronize()
        costs[peer] = (time.perf_counter() - start) / SMALL_CALLS * 1e6
    return costs


def measure(report: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    """Times all peers at the shapes of the report."""
    import torch

    cases, timer, results, failures = make_cases(), EventTimer(options.samples), [], []
    shapes = dict.fromkeys((row["loss"], row["rows"], row["columns"]) for row in report["results"])
    for name, rows, columns in shapes:
        if name not in cases or (options.filter and options.filter.lower() not in name.lower()):
            continue
        case = cases[name]
        inputs = [make_input(kind, rows, columns) for kind in case.inputs]
        for tensor in inputs[: case.gradients]:
            tensor.requires_grad_()
        for peer, loss in peers_of(case, options.autotune):
            for direction in (FORWARD, WITH_GRADIENT):
                print(f"{name} {rows} × {columns}, {direction}: {peer}", file=sys.stderr)
                row = {"loss": name, "rows": rows, "columns": columns, "direction": direction, "peer": peer}
                try:
                    timing = timer.measure(call_of(loss, inputs, case.gradients, direction))
                    results.append({**row, "time": timing})
                except Exception as error:  # a peer may lack memory, or a compiler
                    failures.append({**row, "error": f"{type(error).__name__}: {error}"})
                    print(f"  {failures[-1]['error'].splitlines()[0]}", file=sys.stderr)
        del inputs
        torch.cuda.empty_cache()
    return {
        "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "device": torch.cuda.get_device_name(),
        "torch": torch.__version__,
        "results": results,
        "failures": failures,
        "smallCall": measure_small_calls(options.autotune),
    }


def key(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["loss"], row["rows"], row["columns"], row["direction"]


def join(report: dict[str, Any], measured: dict[str, Any]) -> list[list[str]]:
    """A row for each loss of either side, with a column for each peer that was measured."""
    times = {(key(row), row["peer"]): row["time"]["median"] for row in measured["results"]}
    ours = {key(row): row for row in report["results"]}
    peers = [peer for peer in PEERS if any(peer == column for _, column in times)]
    table = [["loss", "shape", "", "MB", "LossGen (ms)", "GB/s", "of the roofline", *(f"{peer} (ms)" for peer in peers), "best / LossGen"]]
    for row_key in dict.fromkeys([*ours, *(row for row, _ in times)]):
        loss, rows, columns, direction = row_key
        shape = f"{rows:,}" if columns == 1 else f"{rows} × {columns}"
        own = ours.get(row_key)
        theirs = [times.get((row_key, peer)) for peer in peers]
        known = [value for value in theirs if value is not None]
        table.append([
            loss, shape, direction,
            *([f"{own['bytes'] / 1e6:,.0f}", milliseconds(own["time"]["median"]), f"{own['gigabytesPerSecond']:.0f}",
               f"{own['rooflineFraction']:.2f}"] if own else ["-"] * 4),
            *(milliseconds(value) for value in theirs),
            f"{min(known) / own['time']['median']:.2f}" if own and known else "-",
        ])  # fmt: skip
    return table


def milliseconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def print_table(table: list[list[str]], markdown: bool) -> None:
    if markdown:
        head, *rows = table
        rule = ["---" if name in ("loss", "") else "--:" for name in head]
        for row in [head, rule, *rows]:
            print(f"| {' | '.join(row)} |")
        return
    widths = [max(map(len, column)) for column in zip(*table)]
    for row in table:
        left = {0, 2}
        print("  ".join(cell.ljust(width) if i in left else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))).rstrip())


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path, help="what LossGen.Benchmarks gpu --json wrote")
    parser.add_argument("--json", type=Path, help="writes the peers' times to this file")
    parser.add_argument("--join-only", type=Path, metavar="PEERS", help="measures nothing, and joins what --json wrote before")
    parser.add_argument("--markdown", action="store_true", help="prints the table in Markdown")
    parser.add_argument("--autotune", action="store_true", help="torch.compile with max-autotune-no-cudagraphs as well")
    parser.add_argument("--filter", help="measures only losses whose names contain this")
    parser.add_argument("--samples", type=int, default=51, help="the most samples of a time (default: %(default)s)")
    return parser.parse_args()


def cuda_device_missing() -> str | None:
    try:
        import torch
    except ImportError:
        return "PyTorch is not installed"
    return None if torch.cuda.is_available() else "PyTorch finds no CUDA device"


def main() -> int:
    options = parse_arguments()
    report = json.loads(options.report.read_text(encoding="utf-8"))
    if options.join_only:
        measured = json.loads(options.join_only.read_text(encoding="utf-8"))
    elif missing := cuda_device_missing():
        print(f"gpu_peers: {missing}: nothing was measured", file=sys.stderr)
        return 2
    else:
        measured = measure(report, options)
        if options.json:
            options.json.write_text(json.dumps(measured, indent=2), encoding="utf-8")
    print(f"LossGen on {report['device']}, {report['date'][:10]}; PyTorch {measured['torch']} on {measured['device']}, {measured['date'][:10]}\n")
    print_table(join(report, measured), options.markdown)
    own_cost = report["smallCall"]["backToBack"] if report["smallCall"] else float("nan")  # of a run that was cut short
    costs = [("LossGen", own_cost), *measured["smallCall"].items()]
    print(f"\nMSE with gradient of {SMALL_ELEMENTS:,} elements, µs a call, back to back: " + ", ".join(f"{name} {cost:.1f}" for name, cost in costs))
    return 1 if measured["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
