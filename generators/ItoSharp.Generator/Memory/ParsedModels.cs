using ItoSharp.Generator.Models;

namespace ItoSharp.Generator.Memory;

/// <summary>
/// The models of declarations without faults, by key. Roslyn runs the parse of every declaration again after every edit anywhere,
/// since an edit anywhere may change what a name means; the key knows of nearly every edit that it does not.
/// </summary>
internal static class ParsedModels<TModel>
    where TModel : class, IDeclarationModel
{
    // A few kilobytes each.
    static readonly BoundedTable<DeclarationKey, TModel> Table = new(1024);

    public static TModel? Of(DeclarationKey key, Func<TModel?> parse)
    {
        if (Table.TryGet(key, out TModel known))
        {
            return known;
        }

        ParseCount.Add();
        TModel? parsed = parse();
        // A fault quotes the user's text as it is laid out, which the key leaves out.
        return parsed is { Fault.Length: 0 } ? Table.GetOrAdd(key, _ => parsed) : parsed;
    }
}
