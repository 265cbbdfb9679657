namespace ItoSharp;

/// <summary>
/// The numbers of a stochastic Runge-Kutta method and what was proven of them; every declared
/// <see cref="StochasticTableauAttribute"/> type has one as its generated static property <c>Tableau</c>.
/// </summary>
/// <remarks>
/// Each value is the double nearest to the declared number. <c>Sra1.Tableau["B0"][1, 0]</c> is 1.5. Immutable and thread-safe.
/// </remarks>
public sealed class StochasticTableau
{
    readonly TableauBlock[] blocks;

    /// <summary>A tableau from its blocks; declared types make their own.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="form">The form whose blocks these are.</param>
    /// <param name="interpretation">The stochastic integral that the method follows.</param>
    /// <param name="orders">What was proven.</param>
    /// <param name="blocks">The blocks; copied.</param>
    public StochasticTableau(
        string name,
        StochasticForm form,
        Interpretation interpretation,
        StochasticOrders orders,
        params TableauBlock[] blocks
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(blocks);
        Name = name;
        Form = form;
        Interpretation = interpretation;
        Orders = orders;
        this.blocks = [.. blocks];
    }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>Which stages there are and which random variables multiply what.</summary>
    public StochasticForm Form { get; }

    /// <summary>The stochastic integral that the method follows.</summary>
    public Interpretation Interpretation { get; }

    /// <summary>What was proven at build time.</summary>
    public StochasticOrders Orders { get; }

    /// <summary>All blocks, in the order of the form.</summary>
    public ReadOnlySpan<TableauBlock> Blocks => blocks;

    /// <summary>The stages at which the drift is evaluated.</summary>
    public int DriftStages => Width("c0");

    /// <summary>The stages at which each noise is evaluated, those of <see cref="HatStages"/> apart.</summary>
    public int NoiseStages => Width("c1");

    /// <summary>The stages H2 of a weak method, at which each noise is evaluated once more; 0 for the others.</summary>
    public int HatStages => Width("c2");

    /// <summary>A block by its name.</summary>
    /// <exception cref="ArgumentException">The form has no such block.</exception>
    public TableauBlock this[string name] =>
        Find(name)
        ?? throw new ArgumentException(
            $"A tableau of the form {Form} has no block '{name}'; it has {string.Join(", ", blocks.Select(b => b.Name))}.",
            nameof(name)
        );

    int Width(string name) => Find(name)?.Columns ?? 0;

    TableauBlock? Find(string name) => Array.Find(blocks, block => block.Name == name);
}
