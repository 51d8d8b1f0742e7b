using System.Collections.Concurrent;
using System.Numerics.Tensors;
using System.Reflection;
using System.Reflection.Emit;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>Calls a method that takes spans, which reflection alone cannot, with arrays in their place.</summary>
internal static class CatalogueCall
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<object[], object?>> Calls = [];

    /// <param name="method">A static method.</param>
    /// <param name="argument">Its arguments by name: an array for a span, a tensor for a tensor span, a number for a scalar.</param>
    /// <returns>The result, or null.</returns>
    public static object? Invoke(MethodInfo method, Func<ParameterInfo, object> argument) =>
        Calls.GetOrAdd(method, Compile)([.. method.GetParameters().Select(argument)]);

    /// <summary>Whether a parameter is a span of several axes.</summary>
    public static bool IsTensorSpan(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var span
        && (span == typeof(ReadOnlyTensorSpan<>) || span == typeof(TensorSpan<>));

    /// <summary>A call with arguments that are fixed, which allocates nothing and drops the result.</summary>
    public static Action Bind(MethodInfo method, Func<ParameterInfo, object> argument)
    {
        object[] arguments = [.. method.GetParameters().Select(argument)];
        DynamicMethod call = Loading(method, typeof(void), out ILGenerator il);
        if (method.ReturnType != typeof(void))
            il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Action>(arguments);
    }

    private static Func<object[], object?> Compile(MethodInfo method)
    {
        DynamicMethod call = Loading(method, typeof(object), out ILGenerator il);
        if (method.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else
            il.Emit(OpCodes.Box, method.ReturnType);
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Func<object[], object?>>();
    }

    /// <summary>Calls the method with what an array holds, and leaves its result.</summary>
    private static DynamicMethod Loading(MethodInfo method, Type returns, out ILGenerator il)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var call = new DynamicMethod(method.Name, returns, [typeof(object[])], typeof(CatalogueCall).Module, skipVisibility: true);
        il = call.GetILGenerator();
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            Load(il, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        return call;
    }

    private static void Load(ILGenerator il, Type type)
    {
        if (!type.IsByRefLike)
        {
            il.Emit(OpCodes.Unbox_Any, type);
            return;
        }

        Type element = type.GetGenericArguments()[0];
        if (IsTensorSpan(type))
        {
            Type tensor = typeof(Tensor<>).MakeGenericType(element);
            il.Emit(OpCodes.Castclass, tensor);
            il.Emit(OpCodes.Callvirt, tensor.GetMethods().Single(method =>
                method.Name.StartsWith("As", StringComparison.Ordinal) && method.ReturnType == type && method.GetParameters().Length == 0));
            return;
        }

        Type array = element.MakeArrayType();
        il.Emit(OpCodes.Castclass, array);
        il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
    }
}
