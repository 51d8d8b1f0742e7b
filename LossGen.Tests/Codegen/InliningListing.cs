using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossGen.Nests;
using LossGen.Simd;

namespace LossGen.Tests.Codegen;

/// <summary>
/// Compiles the loops of the catalogue, and prints what the JIT left as calls since a method had too many variables, which it tells in events of the runtime. In a process of
/// its own: the JIT compiles a method once, and other tests may have had it compiled before.
/// </summary>
internal static class InliningListing
{
    /// <summary>Events come later than what they tell of; they come in order.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Prints the calls, and last how many methods were compiled.</summary>
    public static void Print()
    {
        List<Type> kernels = [.. typeof(Losses.Regression).Assembly.GetTypes().Where(type => type.FullName!.StartsWith("LossGen.Emitted.", StringComparison.Ordinal))];
        using var failures = new InliningFailures([.. kernels.Select(kernel => kernel.FullName!)]);
        List<MethodInfo> methods = [.. kernels.SelectMany(Methods)];
        foreach (MethodInfo method in methods)
            RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. method.GetGenericArguments().Select(argument => argument.TypeHandle)]);
        RuntimeHelpers.PrepareMethod(typeof(InliningFailures).GetMethod(nameof(InliningFailures.Last))!.MethodHandle);
        if (!failures.IsLastSeen.Wait(Patience))
            throw new TimeoutException("The runtime does not tell what its JIT inlines.");
        foreach (string call in failures.OfLanes)
            Console.WriteLine(call);
        Console.WriteLine(methods.Count);
    }

    /// <summary>The methods of a kernel that go by lanes, for the widest ones here.</summary>
    private static IEnumerable<MethodInfo> Methods(Type kernel) => kernel
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(method => method.IsGenericMethodDefinition && ElementOf(method.GetGenericArguments()[0]) is not null)
        .Select(method => method.MakeGenericMethod(Arguments(kernel, method.GetGenericArguments())));

    private static Type[] Arguments(Type kernel, Type[] parameters)
    {
        bool isSingle = ElementOf(parameters[0]) == typeof(float);
        bool isMuchOfRows = isSingle && parameters.Any(parameter => parameter.Name == "D") && kernel.GetProperty("IsMuchOfRows") is not null;
        (Type floats, Type halfOfFloats, Type doubles) = Vector512.IsHardwareAccelerated ? (typeof(Lanes512<float>), typeof(Lanes256<float>), typeof(Lanes512<double>))
            : Vector256.IsHardwareAccelerated ? (typeof(Lanes256<float>), typeof(Lanes128<float>), typeof(Lanes256<double>))
            : (typeof(Lanes128<float>), typeof(Lanes128<float>), typeof(Lanes128<double>));
        return [.. parameters.Select(parameter => parameter.Name switch
        {
            "V" => isSingle ? isMuchOfRows ? halfOfFloats : floats : doubles,
            "D" => isSingle && !isMuchOfRows ? typeof(Pair<>).MakeGenericType(doubles) : doubles,
            "W" => typeof(Alone),
            _ => typeof(Dense),
        })];
    }

    /// <summary>The element of a parameter that stands for lanes; null of others.</summary>
    private static Type? ElementOf(Type parameter) => parameter.GetGenericParameterConstraints()
        .FirstOrDefault(constraint => constraint.IsGenericType && constraint.GetGenericTypeDefinition() == typeof(ISimd<,>))?.GetGenericArguments()[1];

    /// <summary>What the JIT could not inline into emitted methods.</summary>
    private sealed class InliningFailures : EventListener
    {
        private const string Runtime = "Microsoft-Windows-DotNETRuntime";

        /// <summary>JitTracingKeyword of the runtime's events.</summary>
        private const EventKeywords JitTracing = (EventKeywords)0x1000;

        private readonly HashSet<string> kernels;
        private readonly List<string> ofLanes = [];

        /// <param name="kernels">The names of the types whose methods are looked at.</param>
        public InliningFailures(HashSet<string> kernels)
        {
            this.kernels = kernels;
            foreach (EventSource source in EventSource.GetSources().Where(source => source.Name == Runtime))
                EnableEvents(source, EventLevel.Verbose, JitTracing);
        }

        public ManualResetEventSlim IsLastSeen { get; } = new();

        public IReadOnlyList<string> OfLanes
        {
            get
            {
                lock (ofLanes)
                    return [.. ofLanes];
            }
        }

        /// <summary>What is compiled last.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public static int Last() => NotInlined() + 1;

        public override void Dispose()
        {
            base.Dispose();
            IsLastSeen.Dispose();
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName != "MethodJitInliningFailed")
                return;
            string Value(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)] as string ?? "";
            string kernel = Value("MethodBeingCompiledNamespace"), called = Value("InlineeNamespace");
            if (Value("InlineeName") == nameof(NotInlined))
                IsLastSeen.Set();
            else if (kernels.Contains(kernel) && !kernels.Contains(called) && Value("FailReason") == "too many locals")
            {
                lock (ofLanes)
                    ofLanes.Add($"{kernel}.{Value("MethodBeingCompiledName")} calls {called}.{Value("InlineeName")}");
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int NotInlined() => 1;
    }
}
