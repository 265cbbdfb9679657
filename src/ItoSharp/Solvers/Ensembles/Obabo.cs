namespace ItoSharp;

/// <summary>The splitting OBABO of kinetic Langevin's equation: a velocity Verlet step between two half steps of friction and noise.</summary>
/// <remarks>Bussi and Parrinello, "Accurate sampling using Langevin dynamics" (Phys. Rev. E 75, 2007).</remarks>
[Splitting("O/2 B/2 A B/2 O/2")]
public sealed class Obabo;
