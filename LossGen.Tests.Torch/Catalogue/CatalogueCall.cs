using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>Calls a method that takes spans, which reflection alone cannot, with arrays in their place.</summary>
internal static class CatalogueCall
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<object[], object?>> Calls = [];

    /// <param name="method">A static method.</param>
    /// <param name="argument">Its arguments by name: an array for a span, a number for a scalar.</param>
    /// <returns>The result, or null.</returns>
    public static object? Invoke(MethodInfo method, Func<ParameterInfo, object> argument) =>
        Calls.GetOrAdd(method, Compile)([.. method.GetParameters().Select(argument)]);

    private static Func<object[], object?> Compile(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var call = new DynamicMethod(method.Name, typeof(object), [typeof(object[])], typeof(CatalogueCall).Module, skipVisibility: true);
        ILGenerator il = call.GetILGenerator();
        for (int i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            Load(il, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        if (method.ReturnType == typeof(void))
            il.Emit(OpCodes.Ldnull);
        else
            il.Emit(OpCodes.Box, method.ReturnType);
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Func<object[], object?>>();
    }

    private static void Load(ILGenerator il, Type type)
    {
        if (!type.IsByRefLike)
        {
            il.Emit(OpCodes.Unbox_Any, type);
            return;
        }

        Type array = type.GetGenericArguments()[0].MakeArrayType();
        il.Emit(OpCodes.Castclass, array);
        il.Emit(OpCodes.Call, type.GetMethod("op_Implicit", [array])!);
    }
}
